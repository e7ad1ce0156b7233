// Articles are combinations of a thing, a colour and a size; the words come from small lists per
// language.
#include "sandbox/world/goods.hpp"

#include "sandbox/world/dice.hpp"

namespace orderyard::sandbox {
namespace {

constexpr int kThingCount = 10;
constexpr int kColourCount = 6;
constexpr int kSizeCount = 4;

struct Words {
    std::string_view countries;  // codes, each followed by a blank
    std::string_view things[kThingCount];
    std::string_view colours[kColourCount];
};

constexpr Words kWords[] = {
    {"DE ",
     {"Bambus-Schneidebrett", "Thermosflasche", "Gießkanne", "Lesekissen", "Wanduhr",
      "Küchenschürze", "Fahrradklingel", "Notizbuch A5", "Kerzenhalter", "Picknickdecke"},
     {"grün", "blau", "weiß", "rot", "grau", "natur"}},
    {"FR BE ",
     {"Planche à découper", "Bouteille isotherme", "Arrosoir", "Coussin de lecture",
      "Horloge murale", "Tablier", "Sonnette de vélo", "Carnet A5", "Bougeoir",
      "Couverture de pique-nique"},
     {"vert", "bleu", "blanc", "rouge", "gris", "naturel"}},
    {"IT ",
     {"Tagliere in bambù", "Borraccia termica", "Annaffiatoio", "Cuscino", "Orologio da parete",
      "Grembiule", "Campanello bici", "Taccuino A5", "Portacandele", "Coperta da picnic"},
     {"verde", "blu", "bianco", "rosso", "grigio", "naturale"}},
    {"ES MX ",
     {"Tabla de cortar de bambú", "Botella térmica", "Regadera", "Cojín de lectura",
      "Reloj de pared", "Delantal", "Timbre de bicicleta", "Cuaderno A5", "Portavelas",
      "Manta de pícnic"},
     {"verde", "azul", "blanco", "rojo", "gris", "natural"}},
    {"BR ",
     {"Tábua de bambu", "Garrafa térmica", "Regador", "Almofada de leitura", "Relógio de parede",
      "Avental", "Campainha de bicicleta", "Caderno A5", "Castiçal", "Manta de piquenique"},
     {"verde", "azul", "branco", "vermelho", "cinza", "natural"}},
    {"JP ",
     {"竹製まな板", "保温ボトル", "じょうろ", "読書クッション", "掛け時計", "エプロン",
      "自転車ベル", "A5ノート", "キャンドルホルダー", "ピクニックマット"},
     {"グリーン", "ブルー", "ホワイト", "レッド", "グレー", "ナチュラル"}},
};

constexpr Words kEnglish = {
    "",
    {"Bamboo Cutting Board", "Insulated Bottle", "Watering Can", "Reading Pillow", "Wall Clock",
     "Kitchen Apron", "Bicycle Bell", "A5 Notebook, Dotted", "Candle Holder", "Picnic Blanket"},
    {"Green", "Blue", "White", "Red", "Grey", "Natural"}};

constexpr std::string_view kThingCodes[] = {"BCB", "BTL", "CAN", "PIL", "CLK",
                                            "APR", "BEL", "NTB", "CDL", "PNB"};
constexpr std::string_view kColourCodes[] = {"GRN", "BLU", "WHT", "RED", "GRY", "NAT"};
constexpr std::string_view kSizes[] = {"S", "M", "L", "XL"};
constexpr std::int64_t kThingCents[] = {1999, 2499, 1450, 2999, 3495, 1799, 899, 649, 1275, 3999};
constexpr std::string_view kMaker = "Yardling";

const Words& WordsFor(std::string_view country) {
    for (const Words& words : kWords) {
        if (words.countries.find(std::string(country) + " ") != std::string_view::npos) {
            return words;
        }
    }
    return kEnglish;
}

std::string SkuOf(std::int64_t number, std::size_t thing, std::size_t colour, std::size_t size) {
    const std::string plain = std::string(kThingCodes[thing]) + "-" +
                              std::string(kColourCodes[colour]) + "-" + std::string(kSizes[size]);
    switch (number % 60) {
        case 7: return "000" + std::to_string(100 + number);
        case 19: return plain + " NEW";
        case 31: return plain + "/2+1";
        case 43: return "ヤード-" + plain;
        default: return plain;
    }
}

std::string AsinOf(std::int64_t number) {
    constexpr std::string_view kLetters = "0123456789BCDFGHJKLMNPQRSTVWXYZ";
    std::uint64_t bits = MixBits(0xA51ULL + static_cast<std::uint64_t>(number));
    std::string asin = "B0";
    for (int i = 0; i < 8; ++i) {
        asin += kLetters[bits % kLetters.size()];
        bits /= kLetters.size();
    }
    return asin;
}

}  // namespace

Article ArticleOf(std::int64_t number, std::string_view country) {
    const auto thing = static_cast<std::size_t>(number % kThingCount);
    const auto colour = static_cast<std::size_t>((number / kThingCount) % kColourCount);
    const auto size =
        static_cast<std::size_t>((number / (kThingCount * kColourCount)) % kSizeCount);
    const Words& words = WordsFor(country);
    Article article;
    article.sku = SkuOf(number, thing, colour, size);
    article.asin = AsinOf(number);
    article.title = std::string(kMaker) + " " + std::string(words.things[thing]) + " | " +
                    std::string(words.colours[colour]) + " | " + std::string(kSizes[size]);
    article.us_cents = kThingCents[thing] + static_cast<std::int64_t>(size) * 200;
    return article;
}

}  // namespace orderyard::sandbox
