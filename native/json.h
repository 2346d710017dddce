// The little JSON that the native room writes itself (meta blocks, the manifest's last fields).
// Pure; any thread may call.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace scope {

// "a\"b": the text with quotes around it, escaped; it is expected to be UTF-8.
std::string JsonText(std::string_view text);

// The same of UTF-16. As JSON.stringify has it, half of a surrogate pair is escaped.
std::string JsonText(std::u16string_view text);

// Builds {"type":"process","pid":1,...} field by field.
class JsonObject {
 public:
  JsonObject& Text(std::string_view name, std::string_view value);
  JsonObject& Number(std::string_view name, uint64_t value);
  // 64-bit values are written as text: a double does not hold them.
  JsonObject& Long(std::string_view name, uint64_t value);
  // `json` is put in as it is.
  JsonObject& Raw(std::string_view name, std::string_view json);
  std::string Done() const { return fields_ + "}"; }
  // The fields without the braces, to be added to another object.
  std::string Fields() const { return fields_.substr(1); }

 private:
  std::string fields_ = "{";
};

}  // namespace scope
