// Files of Node's compile cache that hold what V8 made of modules whose text holds secrets. Node
// keeps no module out of its cache, so they are removed: at once, where an earlier process left
// one, and again when this one ends, after Node has written them. A file's name is the CRC-32 of a
// byte for what it holds and the module's name. Any thread may call.
#pragma once

#include <string>

namespace scope {

// Where Node's compile cache puts its files; without it nothing is forgotten.
void SetCodeFolder(const std::string& folder);
void ForgetCode(const std::string& module_name);
// Whether Node's cache has a file for the module which is newer than the module's own: it was
// written when somebody had looked at that text.
bool HasCode(const std::string& module_name, const std::string& module_file);
void RemoveForgotten();

}  // namespace scope
