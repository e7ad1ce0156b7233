// What both SDK programs use: the sandbox's credentials, the sections asked for, and the plain form of an order.
export const login = {
    clientId: process.env.LWA_CLIENT_ID,
    clientSecret: process.env.LWA_CLIENT_SECRET,
    refreshToken: process.env.LWA_REFRESH_TOKEN,
};

export const SECTIONS = [
    'BUYER', 'RECIPIENT', 'PROCEEDS', 'EXPENSE', 'PROMOTION', 'CANCELLATION', 'FULFILLMENT', 'PACKAGES', 'TAX',
    'PAYMENT', 'FULFILLMENT_ORDERS',
];

// Amounts stay the decimal texts they are.
export function summary(order) {
    return {
        number: order.orderId,
        status: order.fulfillment.fulfillmentStatus,
        total: order.proceeds?.grandTotal ? moneyText(order.proceeds.grandTotal) : null,
        lines: order.orderItems.map((item) => ({
            id: item.orderItemId,
            sku: item.product.sellerSku,
            ordered: item.quantityOrdered,
            fulfilled: item.fulfillment.quantityFulfilled,
            total: item.proceeds?.proceedsTotal ? moneyText(item.proceeds.proceedsTotal) : null,
        })),
    };
}

function moneyText(money) {
    return `${money.amount} ${money.currencyCode}`;
}

// Clients turn date-times into Dates of their own: an unreadable one shows here.
export function checkTimes(orders) {
    for (const order of orders) {
        for (const member of ['createdTime', 'lastUpdatedTime']) {
            if (Number.isNaN(new Date(order[member]).getTime())) {
                throw new Error(`${order.orderId}: ${member} is no time: ${order[member]}`);
            }
        }
    }
}
