// The port of document settings, on both engines.
#include "ports/paper_store.hpp"

#include <functional>

#include "storage/database_fixture.hpp"

namespace orderyard::storage {
namespace {

using domain::DocumentSettings;
using domain::StoreViewId;

class PaperStoreTest : public DatabaseTest {
  protected:
    void Write(const std::function<void(ports::Transaction&)>& work) { database().Write(work); }
    void Read(const std::function<void(ports::Transaction&)>& work) { database().Read(work); }
};
ORDERYARD_ON_BOTH_ENGINES(PaperStoreTest);

DocumentSettings Settings() {
    DocumentSettings settings;
    settings.seller_name = "Möwe & Söhne";
    settings.seller_lines = {"Hafenstraße 12", "20359 Hamburg"};
    settings.tax_numbers = {{"VAT", "DE1"}, {"", "2"}};
    settings.accent_colour = "#aabbcc";
    settings.language = domain::PaperLanguage::kGerman;
    settings.region = "CH";
    settings.page_size = domain::PageSize::kLetter;
    settings.label_size = domain::LabelSize::kFourBySix;
    settings.footer = "a\nb";
    settings.shows_order_number = false;
    return settings;
}

TEST_P(PaperStoreTest, SettingsAreKeptByVersion) {
    const StoreViewId view(1);
    Read([&](ports::Transaction& tx) { EXPECT_FALSE(tx.papers().FindSettings(view)); });
    DocumentSettings settings = Settings();
    Write([&](ports::Transaction& tx) {
        settings.version = 0;
        tx.papers().PutSettings(view, settings);
    });
    EXPECT_EQ(settings.version, 1);
    Read([&](ports::Transaction& tx) { EXPECT_EQ(tx.papers().FindSettings(view), settings); });

    DocumentSettings plain;
    plain.version = 1;
    Write([&](ports::Transaction& tx) {
        plain.version = 1;
        tx.papers().PutSettings(view, plain);
    });
    Read([&](ports::Transaction& tx) { EXPECT_EQ(tx.papers().FindSettings(view), plain); });
    // Somebody who still has the first, or none.
    for (const std::int64_t version : {0, 1}) {
        EXPECT_THROW(Write([&](ports::Transaction& tx) {
                         DocumentSettings old = Settings();
                         old.version = version;
                         tx.papers().PutSettings(view, old);
                     }),
                     ports::VersionConflict);
    }
}

TEST_P(PaperStoreTest, TheLogoComesBackByteByByte) {
    const StoreViewId view(1);
    const std::string png("\x89PNG\0\xFF\n", 7);
    Write([&](ports::Transaction& tx) {
        EXPECT_EQ(tx.papers().Logo(view), "");
        tx.papers().PutLogo(view, "first");
        tx.papers().PutLogo(view, png);
    });
    Read([&](ports::Transaction& tx) { EXPECT_EQ(tx.papers().Logo(view), png); });
    Write([&](ports::Transaction& tx) { tx.papers().PutLogo(view, ""); });
    Read([&](ports::Transaction& tx) { EXPECT_EQ(tx.papers().Logo(view), ""); });
}

}  // namespace
}  // namespace orderyard::storage
