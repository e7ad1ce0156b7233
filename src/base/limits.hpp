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
inline constexpr std::size_t kJsonElementsMax = 10'000;  // of one list in a request
inline constexpr std::size_t kJsonValuesMax = 100'000;   // of all its lists and objects together
inline constexpr std::size_t kIdempotencyKeyBytesMax = 255;
inline constexpr int kIdempotencyDaysMax = 7;  // how long an answer can be asked for again
inline constexpr int kHeaderSecondsMax = 10;
inline constexpr int kIdleSecondsMax = 60;
inline constexpr std::size_t kTransferBytesPerSecondMin = 1'024;  // slower clients are cut off
inline constexpr std::size_t kConnectionsMax = 4'096;
inline constexpr std::size_t kEventQueueBytesMax = 64 * 1024;  // of one listener
inline constexpr int kEventCommentSeconds = 15;                // a sign of life on an event stream
inline constexpr int kPageSizeMax = 250;                       // our own API
inline constexpr int kPageSizeDefault = 50;
inline constexpr int kMagentoPageSizeMax = 10'000;  // Magento clients may ask for large pages
inline constexpr int kFilterCountMax = 50;
inline constexpr std::size_t kBulkOrdersMax = 100'000;  // chosen by a filter; named ones: a list's
inline constexpr std::size_t kLaterOperationsMax = 100;  // of one request to do many things later
inline constexpr std::int64_t kExportOrdersMax = 2'000'000;
inline constexpr std::size_t kPrintOrdersMax = 1'000;  // papers of so many in one file
inline constexpr std::int64_t kSavedExportsMax = 200;
inline constexpr int kExportKeptDaysDefault = 30;
inline constexpr int kExportKeptDaysMax = 365;
// What changed so shortly before a run is left to the next one: its transaction may still be open.
inline constexpr int kExportSettleSeconds = 120;
inline constexpr int kExportRetrySecondsMin = 60;
inline constexpr int kExportRetrySecondsMax = 3'600;
inline constexpr int kExportNoticeAttemptsMax = 5;
inline constexpr std::size_t kProductBinCharactersMax = 60;

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
inline constexpr std::size_t kPackagesPerShipmentMax = 200;
inline constexpr std::size_t kTracksPerPackageMax = 20;

// Files.
inline constexpr std::size_t kCsvFileBytesMax = 32 * 1024 * 1024;
inline constexpr std::size_t kTrackingLinesMax = 1'000;  // one transaction
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
inline constexpr int kBackfillDaysMax = 731;  // Amazon gives orders of two years
inline constexpr int kScanFailuresMax = 3;
inline constexpr int kInboxBatchRowsMax = 100;  // a page of Amazon's
inline constexpr int kLeaseSeconds = 60;
inline constexpr int kLeaseRenewSeconds = 10;
inline constexpr int kLeaseRestSecondsMin = 25;  // do not start a call with less lease left

// Care: how long things are kept, and how much one transaction deletes.
inline constexpr int kDoneMessageDaysMax = 90;  // messages without effect outside, once done
inline constexpr int kPruneBatchRowsMax = 500;
inline constexpr int kPurgeBatchOrdersMax = 50;
// Personal data goes so many days after delivery; backups live three days more, and no copy may be
// older than thirty.
inline constexpr int kPurgeAfterDaysDefault = 25;
inline constexpr int kPurgeAfterDaysMax = 27;
inline constexpr int kMigrationBackupsMax = 3;
inline constexpr int kMigrationBackupDaysMax = 3;
inline constexpr std::int64_t kRestoreSkipsNumbers = 10'000;  // by default; a busy day's orders
inline constexpr std::int64_t kRestoreSkipsNumbersMax = 10'000'000;

// People and clients. Argon2id: 64 MiB and three passes take a tenth to a quarter of a second.
inline constexpr std::size_t kPasswordHashBytes = 64 * 1024 * 1024;
inline constexpr int kPasswordHashPasses = 3;
inline constexpr int kPasswordHashesAtOnceMax = 2;
inline constexpr std::size_t kPasswordCharactersMin = 10;
inline constexpr std::size_t kPasswordCharactersMax = 128;
inline constexpr int kSessionIdleSecondsMax = 30 * 60;
inline constexpr int kSessionSecondsMax = 12 * 3'600;
inline constexpr int kRecoveryCodes = 10;
inline constexpr std::size_t kPeerAgentBytesMax = 200;
inline constexpr std::size_t kOAuthNonceBytesMax = 128;
inline constexpr int kRequestsPerMinuteMax = 100'000;  // an integration may be given
inline constexpr int kRequestsPerMinuteDefault = 600;  // of a token or a user
inline constexpr int kAnonymousPerMinuteDefault = 60;  // of an address without valid credentials
inline constexpr int kExportsPerHourMax = 6;
inline constexpr std::size_t kRateBucketsMax = 50'000;
inline constexpr std::size_t kRememberedViewsMax = 20'000;
inline constexpr std::size_t kSharedWritePartsMax = 64;  // of one transaction
inline constexpr std::size_t kRememberedOrdersBytesMax = 32 * 1024 * 1024;  // JSON in memory
// Orders whose address a user may see within an hour before he has to confirm that he goes on.
inline constexpr std::int64_t kOrdersSeenPerHourDefault = 50;
inline constexpr std::int64_t kOrdersSeenPerHourMax = 10'000;
inline constexpr std::int64_t kOrdersConfirmedMax = 1'000;  // at one time: a stack of papers
inline constexpr int kWebhooksMax = 20;
inline constexpr int kWebhookDaysMax = 3;       // a delivery is tried for so long
inline constexpr int kWebhookKeptDaysMax = 30;  // and stays in the log
inline constexpr int kWebhookBatchMax = 50;
inline constexpr std::size_t kWebhookAnswerBytesMax = 64 * 1024;
inline constexpr int kWebhooksAtOnceMax = 4;

// The web app's live news, saved views, preferences, and who has an order open.
inline constexpr std::size_t kStreamsPerSessionMax = 16;  // tabs of a browser
inline constexpr std::size_t kStreamsMax = 1'000;
inline constexpr int kChangedOrdersAtOnceMax = 500;
inline constexpr int kChangeMarksMax = 2'000;
inline constexpr std::size_t kChangedIdsToldMax = 200;  // more of them: the topic alone
inline constexpr std::size_t kViewNameBytesMax = 100;
inline constexpr std::size_t kViewQueryBytesMax = 4'096;
inline constexpr std::size_t kViewColumnsMax = 100;
inline constexpr std::int64_t kViewsOfUserMax = 200;
inline constexpr std::size_t kPreferenceKeyBytesMax = 64;
inline constexpr std::size_t kPreferenceBytesMax = 16 * 1'024;
inline constexpr std::int64_t kPreferencesOfUserMax = 200;
inline constexpr std::size_t kPresenceWordBytesMax = 40;

// Database.
inline constexpr int kBusyRetriesMax = 5;
inline constexpr int kGroupCommitWritesMax = 64;

}  // namespace orderyard::base::limits
