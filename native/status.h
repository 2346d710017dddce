// How the native room reports operating errors: a code (an errno value, or kNotAvailable) and a
// sentence that names the file and what the system said. Bugs are assertions, never a Status.
#pragma once

#include <cstring>
#include <optional>
#include <string>
#include <utility>

namespace scope {

class [[nodiscard]] Status {
 public:
  static constexpr int kNotAvailable = -1;

  Status() = default;
  Status(int code, std::string sentence) : code_(code), sentence_(std::move(sentence)) {}

  // Errno(ENOSPC, "cannot write /a/000001.seg"): "cannot write /a/000001.seg: No space left on
  // device"
  static Status Errno(int error, const std::string& what) {
    char buffer[128];
    return Status(error, what + ": " + strerror_r(error, buffer, sizeof buffer));
  }

  bool ok() const { return code_ == 0; }
  int code() const { return code_; }
  const std::string& sentence() const { return sentence_; }

 private:
  int code_ = 0;
  std::string sentence_;
};

// A value, or the Status that says why there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Status status) : status_(std::move(status)) {}

  bool ok() const { return value_.has_value(); }
  const Status& status() const { return status_; }
  T& value() { return *value_; }
  const T& value() const { return *value_; }

 private:
  std::optional<T> value_;
  Status status_;
};

}  // namespace scope
