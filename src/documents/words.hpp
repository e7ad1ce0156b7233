// Every word that is printed on papers, in each language they come in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/papers/document_settings.hpp"

namespace orderyard::documents {

enum class Word {
    kInvoice,
    kCreditMemo,
    kPackingSlip,
    kPickList,
    kInvoiceNumber,
    kInvoiceDate,
    kMemoNumber,
    kMemoDate,
    kShipmentNumber,
    kShipmentDate,
    kOrderNumber,
    kOrderDate,
    kChannelNumber,
    kShipBy,
    kPrintedAt,
    kBilledTo,
    kShippedTo,
    kFrom,
    kTo,
    kPayment,
    kShippingMethod,
    kTracking,
    kProduct,
    kSku,
    kBin,
    kQuantity,
    kUnitPrice,
    kDiscount,
    kTax,
    kAmount,
    kOrders,
    kSubtotal,
    kShipping,
    kGiftWrap,
    kFees,
    kRounding,
    kOther,
    kTotal,
    kTotalRefunded,
    kAdjustmentRefund,
    kAdjustmentFee,
    kPaid,
    kOpen,
    kCanceled,
    kVoid,
    kGiftMessage,
    kCustomised,
    kDelivery,
    kPieces,
    kContinued,
    kNothing,
};

std::string_view WordIn(domain::PaperLanguage language, Word word);
// "Page 2 of 5"
std::string PageOf(domain::PaperLanguage language, std::size_t page, std::size_t count);

}  // namespace orderyard::documents
