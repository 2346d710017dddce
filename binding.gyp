# A door for `node-gyp rebuild`: it runs the CMake build, which alone lists the sources.
{
  "targets": [
    {
      "target_name": "scope",
      "type": "none",
      "actions": [
        {
          "action_name": "cmake",
          "inputs": ["native/CMakeLists.txt"],
          "outputs": ["native/out/Release/scope.node"],
          "action": [
            "node",
            "<!(node -p \"require.resolve('cmake-js/bin/cmake-js')\")",
            "compile", "-d", "native", "-O", "native/out"
          ]
        }
      ]
    }
  ]
}
