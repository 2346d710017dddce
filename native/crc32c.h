// CRC32C (Castagnoli), the checksum of every header and payload on disk. Any thread may call.
// Example: Crc32c("123456789", 9) == 0xE3069283.
#pragma once

#include <cstddef>
#include <cstdint>

namespace scope {

// Uses the processor's instruction where it has one, else a table.
uint32_t Crc32c(const void* data, size_t size);

// The table alone; for the test that compares the two.
uint32_t Crc32cByTable(const void* data, size_t size);

}  // namespace scope
