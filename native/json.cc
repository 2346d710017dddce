// JSON text of meta blocks. See json.h.
#include "json.h"

#include <cstdio>

namespace scope {

std::string JsonText(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", c);
      out += escape;
    } else {
      out += c;
    }
  }
  return out + "\"";
}

JsonObject& JsonObject::Raw(std::string_view name, std::string_view json) {
  if (fields_.size() > 1) fields_ += ',';
  fields_ += JsonText(name);
  fields_ += ':';
  fields_ += json;
  return *this;
}

JsonObject& JsonObject::Text(std::string_view name, std::string_view value) {
  return Raw(name, JsonText(value));
}

JsonObject& JsonObject::Number(std::string_view name, uint64_t value) {
  return Raw(name, std::to_string(value));
}

JsonObject& JsonObject::Long(std::string_view name, uint64_t value) {
  return Raw(name, "\"" + std::to_string(value) + "\"");
}

}  // namespace scope
