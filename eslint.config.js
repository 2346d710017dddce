import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      '.tap/',
      'dist/',
      'native/out*/',
      'test/demo/',
      'test/fixtures/',
      'test/transform/cases/',
      'bench/programs/',
      '*.config.js',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', 500],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'no-warning-comments': 'error',
    },
  },
  {
    // Intrinsics are taken from their objects here, to be called with an explicit `this` later.
    files: ['loader/runtime/primordials.ts', 'loader/guise/*.ts'],
    rules: {
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    // node:test's functions return promises that the runner awaits itself
    files: ['test/**', 'bench/**'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      'max-lines-per-function': 'off',
    },
  },
);
