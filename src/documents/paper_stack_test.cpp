// Papers as other programs see them: the text of every kind in every language, with few and many
// lines and currencies of zero to three decimals, against what was looked at and approved; and the
// first pages as pictures. After a change that is meant: look at the pages (ORDERYARD_PAPERS=dir
// keeps the files), then run with ORDERYARD_WRITE_GOLDENS=1.
#include "documents/paper_stack.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "documents/other_program.hpp"
#include "documents/paper_samples.hpp"

namespace orderyard::documents {
namespace {

using domain::PaperLanguage;
using testing::HasProgram;
using testing::OutputOf;
using testing::SampleFile;
using testing::SampleLetterhead;
using testing::TemporaryFile;

constexpr PaperLanguage kLanguages[] = {PaperLanguage::kEnglish, PaperLanguage::kKorean,
                                        PaperLanguage::kJapanese, PaperLanguage::kGerman};

std::filesystem::path Goldens() {
    return ORDERYARD_GOLDENS;
}

bool IsWriting() {
    return std::getenv("ORDERYARD_WRITE_GOLDENS") != nullptr;
}

std::string ReadFile(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// Every kind of paper of one order, and a slip of an order that waits.
std::string EveryPaper(PaperLanguage language, std::size_t line_count, const char* currency) {
    const Letterhead head = SampleLetterhead(language);
    const domain::OrderFile file = SampleFile(language, line_count, currency);
    domain::Order waiting = file.order;
    for (auto& item : waiting.items) {
        item.shipped = item.refunded_shipped = item.refunded_unshipped = 0;
    }
    PaperStack stack("Papers", language);
    stack.AddInvoice(head, file, file.invoices.at(0));
    stack.AddCreditMemo(head, file, file.credit_memos.at(0));
    stack.AddPackingSlip(head, file.order, &file.shipments.at(0));
    stack.AddPackingSlip(head, waiting, nullptr);
    stack.AddPickList(head, {waiting, waiting}, {}, file.order.placed_at);
    stack.AddLabel(head, file.order, file.shipments.at(0).increment_id);
    return stack.Finish();
}

std::string NameOf(PaperLanguage language, std::size_t lines, const char* currency) {
    return std::string(ToString(language)) + "_" + std::to_string(lines) + "_" + currency;
}

void Keep(const std::string& name, const std::string& pdf) {
    if (const char* folder = std::getenv("ORDERYARD_PAPERS")) {
        std::ofstream(std::filesystem::path(folder) / (name + ".pdf"), std::ios::binary) << pdf;
    }
}

std::string TextOf(const std::string& pdf) {
    const TemporaryFile file(pdf, ".pdf");
    return OutputOf({"pdftotext", "-layout", file.path(), "-"}).value_or("pdftotext failed");
}

// Texts of orders with one line are kept as they are; of the others a hash is enough to notice.
TEST(PapersTest, TextsAreThoseThatWereApproved) {
    if (!HasProgram("pdftotext")) {
        GTEST_SKIP() << "poppler-utils is not installed";
    }
    std::string hashes;
    for (const PaperLanguage language : kLanguages) {
        for (const std::size_t lines : {1U, 30U, 200U}) {
            for (const char* currency : {"JPY", "EUR", "KWD"}) {
                const std::string name = NameOf(language, lines, currency);
                const std::string pdf = EveryPaper(language, lines, currency);
                Keep(name, pdf);
                const std::string text = TextOf(pdf);
                hashes += name + " " + base::Hex(base::Sha256(text)).substr(0, 24) + "\n";
                if (lines != 1) {
                    continue;
                }
                if (IsWriting()) {
                    std::ofstream(Goldens() / (name + ".txt"), std::ios::binary) << text;
                }
                EXPECT_EQ(text, ReadFile(Goldens() / (name + ".txt"))) << name;
            }
        }
    }
    if (IsWriting()) {
        std::ofstream(Goldens() / "texts.txt", std::ios::binary) << hashes;
    }
    EXPECT_EQ(hashes, ReadFile(Goldens() / "texts.txt"));
}

// Each page as grey pixels, so many high.
std::vector<std::string> PagesOf(const std::string& pdf, std::size_t height_pixels) {
    const TemporaryFile file(pdf, ".pdf");
    const std::string output =
        OutputOf({"pdftoppm", "-gray", "-scale-to", std::to_string(height_pixels), file.path()})
            .value_or("");
    std::vector<std::string> pages;
    std::size_t at = 0;
    while (at + 2 < output.size()) {
        std::istringstream head(output.substr(at, 32));
        std::string magic;
        std::size_t width = 0, height = 0, white = 0;
        head >> magic >> width >> height >> white;
        const std::size_t begin = at + static_cast<std::size_t>(head.tellg()) + 1;
        pages.push_back(output.substr(begin, width * height));
        at = begin + width * height;
    }
    return pages;
}

// The mean difference of two pictures, of 255.
double Difference(const std::string& a, const std::string& b) {
    if (a.size() != b.size() || a.empty()) {
        return 255;
    }
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += std::abs(static_cast<unsigned char>(a[i]) - static_cast<unsigned char>(b[i]));
    }
    return sum / static_cast<double>(a.size());
}

// The pictures of one file against the approved ones: a line a page.
void ExpectPages(PaperLanguage language, std::size_t lines, const char* currency) {
    // Of long ones a glance: what they say is in the texts.
    const std::size_t height_pixels = lines == 1 ? 40 : lines == 30 ? 24 : 12;
    const std::string name = NameOf(language, lines, currency);
    const auto pages = PagesOf(EveryPaper(language, lines, currency), height_pixels);
    const auto path = Goldens() / ("pages_" + name + ".txt");
    if (IsWriting()) {
        std::ofstream file(path, std::ios::binary);
        for (const std::string& page : pages) {
            file << base::Base64(page) << "\n";
        }
    }
    const auto approved = base::Split(ReadFile(path), '\n');
    ASSERT_EQ(approved.size(), pages.size() + 1) << name;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        EXPECT_LT(Difference(pages[i], base::Unbase64(approved[i]).value_or("")), 1.5)
            << name << " page " << i + 1;
    }
}

TEST(PapersTest, PagesLookAsTheyWereApproved) {
    if (!HasProgram("pdftoppm")) {
        GTEST_SKIP() << "poppler-utils is not installed";
    }
    for (const PaperLanguage language : kLanguages) {
        for (const std::size_t lines : {1U, 30U, 200U}) {
            for (const char* currency : {"JPY", "EUR", "KWD"}) {
                ExpectPages(language, lines, currency);
            }
        }
    }
}

// A customer opens it on a telephone.
TEST(PapersTest, OneInvoiceIsSmall) {
    for (const PaperLanguage language : kLanguages) {
        const Letterhead head = SampleLetterhead(language);
        const domain::OrderFile file = SampleFile(language, 30, "JPY");
        PaperStack stack("invoice", language);
        stack.AddInvoice(head, file, file.invoices.at(0));
        EXPECT_LT(stack.Finish().size(), 200'000U) << ToString(language);
    }
}

// Whatever is drawn adds up to the document, and the document to its lines.
TEST(PapersTest, TotalsAreTheDocuments) {
    Formats formats(PaperLanguage::kEnglish, "", "UTC");
    const Letterhead head = SampleLetterhead(PaperLanguage::kEnglish);
    const auto file = SampleFile(PaperLanguage::kEnglish, 30, "EUR");
    const SheetText invoice = InvoiceText({head, formats}, file, file.invoices.at(0));
    EXPECT_EQ(invoice.totals.back().value, formats.Money(file.invoices.at(0).grand_total));
    EXPECT_TRUE(invoice.totals.back().is_grand);
    const SheetText memo = CreditMemoText({head, formats}, file, file.credit_memos.at(0));
    EXPECT_EQ(memo.totals.back().value, formats.Money(file.credit_memos.at(0).grand_total));
}

TEST(PapersTest, SlipsTellNoPricesButTheGift) {
    Formats formats(PaperLanguage::kEnglish, "", "UTC");
    const Letterhead head = SampleLetterhead(PaperLanguage::kEnglish);
    const auto file = SampleFile(PaperLanguage::kEnglish, 3, "EUR");
    const SheetText slip = PackingSlipText({head, formats}, file.order, &file.shipments.at(0));
    ASSERT_EQ(slip.notes.size(), 1U);
    EXPECT_EQ(slip.notes[0].value, "Happy birthday, Maggie!\nFrom all of us.");
    for (const auto& row : slip.rows) {
        for (const auto& cell : row) {
            for (const CellLine& line : cell) {
                EXPECT_EQ(line.text.find("€"), std::string::npos);
                EXPECT_EQ(line.text.find("example.invalid"), std::string::npos);
            }
        }
    }
}

TEST(PapersTest, PickListsGoPastTheBins) {
    domain::Order order;
    order.increment_id = "1";
    Bins bins;
    for (const auto& [sku, bin] : {std::pair("S1", "A-10"),
                                   {"S2", ""},
                                   {"S3", "A-2"},
                                   {"S4", "B-1"},
                                   {"S5", "A-2"},
                                   {"S6", "A-02-1"}}) {
        domain::OrderItem item;
        item.sku = sku;
        item.ordered = 1;
        order.items.push_back(item);
        bins[sku] = bin;
    }
    std::string skus;
    for (const PickLine& line : PickLines({order}, bins)) {
        skus += line.sku + "@" + line.bin + " ";
    }
    EXPECT_EQ(skus, "S3@A-2 S5@A-2 S6@A-02-1 S1@A-10 S4@B-1 S2@ ");
}

TEST(PapersTest, PickListsAddUpBySku) {
    domain::Order a, b;
    a.increment_id = "1";
    b.increment_id = "2";
    domain::OrderItem item;
    item.sku = "B";
    item.ordered = 2;
    a.items = {item};
    b.items = {item};
    item.sku = "A";
    item.ordered = 5;
    item.shipped = 5;
    b.items.push_back(item);
    const auto lines = PickLines({a, b}, {});
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].quantity, 4);
    EXPECT_EQ(lines[0].orders,
              (std::vector<std::pair<std::string, std::int64_t>>{{"1", 2}, {"2", 2}}));
}

TEST(PapersTest, FilesAreFitForArchives) {
    if (!HasProgram("pdffonts")) {
        GTEST_SKIP() << "poppler-utils is not installed";
    }
    const TemporaryFile file(EveryPaper(PaperLanguage::kKorean, 1, "KRW"), ".pdf");
    const std::string fonts = OutputOf({"pdffonts", file.path()}).value_or("");
    std::istringstream lines(fonts);
    std::string line;
    std::getline(lines, line);
    std::getline(lines, line);
    int count = 0;
    while (std::getline(lines, line)) {
        EXPECT_NE(line.find("yes yes yes"), std::string::npos) << "embedded, subset, unicode";
        count += 1;
    }
    EXPECT_GE(count, 2);
    EXPECT_NE(OutputOf({"pdfinfo", file.path()}).value_or("").find("Title:           Papers"),
              std::string::npos);
    EXPECT_NE(ReadFile(file.path()).find("/Lang (ko)"), std::string::npos);
}

TEST(PapersTest, BarcodesAreReadByAnotherProgram) {
    if (!HasProgram("zbarimg") || !HasProgram("pdftoppm")) {
        GTEST_SKIP() << "zbar-tools or poppler-utils are not installed";
    }
    const Letterhead head = SampleLetterhead(PaperLanguage::kEnglish);
    domain::OrderFile sample = SampleFile(PaperLanguage::kEnglish, 1, "EUR");
    sample.order.increment_id = "302-1234567-1234567";
    PaperStack stack("slip", PaperLanguage::kEnglish);
    stack.AddPackingSlip(head, sample.order, &sample.shipments.at(0));
    const TemporaryFile file(stack.Finish(), ".pdf");
    const TemporaryFile picture("", ".png");
    const std::string stem = picture.path().substr(0, picture.path().size() - 4);
    ASSERT_TRUE(OutputOf({"pdftoppm", "-r", "200", "-png", "-singlefile", file.path(), stem}));
    const std::string codes = OutputOf({"zbarimg", "-q", picture.path()}).value_or("");
    EXPECT_NE(codes.find("CODE-128:302-1234567-1234567\n"), std::string::npos) << codes;
    EXPECT_NE(codes.find("CODE-128:000000023\n"), std::string::npos) << codes;
    EXPECT_FALSE(Code128("한글"));
    EXPECT_FALSE(Code128(""));
    EXPECT_FALSE(Code128(std::string(61, 'A')));
}

TEST(LogoTest, OnlySmallPictures) {
    EXPECT_EQ(CheckLogo("GIF89a").error().field, "logo");
    EXPECT_FALSE(CheckLogo(std::string(kLogoBytesMax + 1, 'x')));
    // A head that promises 100,000 x 100,000 pixels.
    std::string bomb = std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    bomb += std::string("\x00\x01\x86\xA0\x00\x01\x86\xA0", 8);
    EXPECT_FALSE(CheckLogo(bomb));
    const std::string dot = base::Unbase64(
                                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/"
                                "wHwAEBgIApD5fRAAAAABJRU5ErkJggg==")
                                .value();
    EXPECT_TRUE(CheckLogo(dot));
    EXPECT_TRUE(ReadPng(dot).IsSet());
    EXPECT_FALSE(CheckLogo(dot.substr(0, 50)));
}

}  // namespace
}  // namespace orderyard::documents
