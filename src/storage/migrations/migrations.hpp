// The steps by which the schema grows, one file each, never edited once released. To add one: a
// file NNNN_name.cpp that defines `const Migration kNNNN_name`, a line here, and its place in
// AllMigrations().
#pragma once

#include <span>

namespace orderyard::storage {

struct Migration {
    int number = 0;  // from 1, without gaps
    const char* name = "";
    const char* sqlite_sql = "";    // STRICT tables
    const char* postgres_sql = "";  // created in the connection's current schema
};

extern const Migration
    kMigrationFoundation;                 // 0001: stores, views, statuses, inbox, sync, outbox, ...
extern const Migration kMigrationOrders;  // 0002: orders, channel orders, products, personal data
extern const Migration kMigrationProcessing;  // 0003: documents, follow-ups, ledger, bulk jobs
extern const Migration kMigrationAccess;    // 0004: users, sessions, integrations, audit, webhooks
extern const Migration kMigrationWeb;       // 0005: saved views, preferences, presences
extern const Migration kMigrationSettings;  // 0006: carriers of the shop
extern const Migration kMigrationPapers;    // 0007: how papers look
extern const Migration kMigrationMail;      // 0008: mails, their server, rules and templates
extern const Migration kMigrationVat;       // 0009: files of messages to buyers
extern const Migration kMigrationExports;   // 0010: saved exports and their runs
extern const Migration
    kMigrationOrderTallies;                    // 0011: orders counted by blocks of ids and by hours
extern const Migration kMigrationNameChanges;  // 0012: changes of the blind indexes, counted

std::span<const Migration> AllMigrations();  // by number

}  // namespace orderyard::storage
