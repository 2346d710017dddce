// Wakes a sleeping thread. Strike is safe in a signal context; any thread may call it. Wait belongs
// to one thread. A strike while nobody waits is kept for the next Wait.
#pragma once

namespace scope {

class Bell {
 public:
  static constexpr int kForever = -1;

  Bell();
  ~Bell();
  Bell(const Bell&) = delete;
  Bell& operator=(const Bell&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  void Strike();
  // True when it was struck, false when the time is over.
  bool Wait(int timeout_ms);
  // The same, but leaves it struck for others: any number of threads, and a signal context too.
  bool Watch(int timeout_ms);

 private:
  int descriptor_;
};

}  // namespace scope
