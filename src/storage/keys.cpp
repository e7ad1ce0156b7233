// Derives the subkeys. The purposes are part of the stored format: renaming one makes old rows
// unreadable.
#include "storage/keys.hpp"

#include "base/crypto.hpp"

namespace orderyard::storage {

Keys::Keys(std::string_view master_key)
    : check(base::DeriveKey(master_key, "key-check")),
      credentials(base::DeriveKey(master_key, "credentials")),
      inbox(base::DeriveKey(master_key, "inbox")),
      customer(base::DeriveKey(master_key, "customer")),
      email_index(base::DeriveKey(master_key, "email-index")),
      vault(base::DeriveKey(master_key, "vault")),
      search_index(base::DeriveKey(master_key, "search-index")),
      feed(base::DeriveKey(master_key, "feed")),
      answer(base::DeriveKey(master_key, "answer")),
      bulk(base::DeriveKey(master_key, "bulk")),
      access(base::DeriveKey(master_key, "access")),
      audit(base::DeriveKey(master_key, "audit")) {}

}  // namespace orderyard::storage
