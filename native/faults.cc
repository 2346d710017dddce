// Reads the orders from the environment, once, and counts hits. See faults.h. Any thread may call.
#include "faults.h"

#ifdef SCOPE_FAULTS

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <string>

namespace scope {
namespace {

struct Order {
  std::string place;
  int error = 0;
  long from = 0;  // the hit that it is about
  std::atomic<long> hits{0};

  bool Reached(const char* now) {
    if (from == 0 || place != now) return false;
    return hits.fetch_add(1) + 1 >= from;
  }
};

// "place:3" or "call:28:3"
void Parse(const char* variable, bool has_error, Order* order) {
  const char* text = std::getenv(variable);
  if (text == nullptr) return;
  std::string rest = text;
  size_t colon = rest.rfind(':');
  order->from = std::atol(rest.c_str() + colon + 1);
  rest.resize(colon);
  if (has_error) {
    colon = rest.rfind(':');
    order->error = std::atoi(rest.c_str() + colon + 1);  // "short" is 0
    rest.resize(colon);
  }
  order->place = rest;
}

Order& Kill() {
  static Order order;
  static const bool parsed = (Parse("SCOPE_KILL_AT", false, &order), true);
  return (void)parsed, order;
}

Order& Fail() {
  static Order order;
  static const bool parsed = (Parse("SCOPE_FAIL", true, &order), true);
  return (void)parsed, order;
}

}  // namespace

void KillPoint(const char* place) {
  if (Kill().Reached(place)) kill(getpid(), SIGKILL);
}

int FailPoint(const char* call) {
  Order& fail = Fail();
  return fail.error != 0 && fail.Reached(call) ? fail.error : 0;
}

size_t WritablePart(size_t size) {
  Order& fail = Fail();
  bool is_cut = fail.error == 0 && fail.Reached("pwrite");
  return (is_cut || Kill().place == "write") && size > 1 ? size / 2 : size;
}

}  // namespace scope

#endif
