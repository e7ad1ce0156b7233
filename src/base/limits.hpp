// Every bound of the program, in one place. Names end in their unit and _max or _min.
#pragma once

#include <cstddef>
#include <cstdint>

namespace orderyard::base::limits {

// HTTP, incoming.
inline constexpr std::size_t kRequestHeaderBytesMax = 16 * 1024;
inline constexpr std::size_t kRequestTargetBytesMax = 8 * 1024;
inline constexpr std::size_t kRequestBodyBytesMax = 1024 * 1024;
inline constexpr int kJsonDepthMax = 32;
inline constexpr int kHeaderSecondsMax = 10;
inline constexpr int kIdleSecondsMax = 60;
inline constexpr std::size_t kTransferBytesPerSecondMin = 1'024;  // slower clients are cut off
inline constexpr std::size_t kConnectionsMax = 4'096;
inline constexpr int kPageSizeMax = 250;  // our own API
inline constexpr int kPageSizeDefault = 50;
inline constexpr int kMagentoPageSizeMax = 10'000;  // Magento clients may ask for large pages
inline constexpr int kFilterCountMax = 50;

// Amazon, outgoing.
inline constexpr int kConnectSecondsMax = 5;
inline constexpr int kCallSecondsMax = 20;
inline constexpr std::size_t kAnswerBytesMax = 64 * 1024 * 1024;
inline constexpr std::size_t kBadBodyKeptBytesMax = 4 * 1024;
inline constexpr int kOrdersPerPageMax = 100;
inline constexpr int kCallTriesPerRunMax = 3;

// Text from outside, stored.
inline constexpr std::size_t kShortTextBytesMax = 1'024;
inline constexpr std::size_t kLongTextBytesMax = 16 * 1024;
inline constexpr std::size_t kCommentBytesMax = 64 * 1024;
inline constexpr std::size_t kOrderPayloadBytesMax = 4 * 1024 * 1024;
inline constexpr int kOrderLinesMax = 1'000;
inline constexpr std::int64_t kQuantityMax = 1'000'000;

// Files.
inline constexpr std::size_t kCsvFileBytesMax = 32 * 1024 * 1024;
inline constexpr int kCsvErrorsShownMax = 50;

// Sync.
inline constexpr int kSyncIntervalSecondsDefault = 300;
// One searchOrders call every 180 s is the whole budget.
inline constexpr int kSyncIntervalSecondsMin = 180;
inline constexpr int kSyncIntervalSecondsMax = 86'400;
inline constexpr int kScanOverlapSeconds = 600;
inline constexpr int kScanSpanSecondsMax = 86'400;
inline constexpr int kScanTrailSeconds = 125;  // "before" must lie at least two minutes in the past
inline constexpr int kScanSameOrdersPagesMax = 3;
inline constexpr int kScanFailuresMax = 3;
inline constexpr int kInboxBatchRowsMax = 50;
inline constexpr int kLeaseSeconds = 60;
inline constexpr int kLeaseRenewSeconds = 10;
inline constexpr int kLeaseRestSecondsMin = 25;  // do not start a call with less lease left

// Database.
inline constexpr int kBusyRetriesMax = 5;
inline constexpr int kGroupCommitWritesMax = 64;

}  // namespace orderyard::base::limits
