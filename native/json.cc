// JSON text of meta blocks. See json.h.
#include "json.h"

#include <algorithm>
#include <cstdio>

namespace scope {

namespace {

void AppendEscaped(std::string& out, uint32_t unit) {
  char escape[8];
  std::snprintf(escape, sizeof escape, "\\u%04x", unit);
  out += escape;
}

void AppendAscii(std::string& out, char unit) {
  if (unit == '"' || unit == '\\') {
    out += '\\';
    out += unit;
  } else if (unit == '\n') {
    out += "\\n";
  } else if (unit < 0x20) {
    AppendEscaped(out, static_cast<uint32_t>(unit));
  } else {
    out += unit;
  }
}

// UTF-8 of what is not ASCII.
void AppendPoint(std::string& out, char32_t point) {
  int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  constexpr uint32_t kLeads[] = {0, 0xc0, 0xe0, 0xf0};
  out += static_cast<char>(kLeads[more] | point >> 6 * more);
  while (more-- > 0) out += static_cast<char>(0x80 | (point >> 6 * more & 0x3f));
}

// What most of a text is: it stands in JSON as it is.
size_t PlainUnits(std::u16string_view text) {
  size_t count = 0;
  while (count < text.size()) {
    char16_t unit = text[count];
    if (unit < 0x20 || unit > 0x7f || unit == '"' || unit == '\\') break;
    ++count;
  }
  return count;
}

bool IsHigh(char16_t unit) { return (unit & 0xfc00) == 0xd800; }

bool IsLow(char16_t unit) { return (unit & 0xfc00) == 0xdc00; }

}  // namespace

std::string JsonText(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (static_cast<unsigned char>(c) < 0x80) {
      AppendAscii(out, c);
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string JsonText(std::u16string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8 + 2);
  out += '"';
  for (size_t at = 0; at < text.size(); ++at) {
    size_t plain = PlainUnits(text.substr(at));
    size_t length = out.size();
    out.resize(length + plain);
    std::copy_n(text.begin() + at, plain, out.begin() + length);
    at += plain;
    if (at == text.size()) break;
    char16_t unit = text[at];
    if (unit < 0x80) {
      AppendAscii(out, static_cast<char>(unit));
    } else if (IsHigh(unit) && at + 1 < text.size() && IsLow(text[at + 1])) {
      char32_t low = text[++at];
      AppendPoint(out, 0x10000 + ((unit & 0x3ffu) << 10 | (low & 0x3ff)));
    } else if (IsHigh(unit) || IsLow(unit)) {
      AppendEscaped(out, unit);
    } else {
      AppendPoint(out, unit);
    }
  }
  out += '"';
  return out;
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
