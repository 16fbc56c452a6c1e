# Retail sales as CSV, deterministic: awk -v rows=1000000 [-v bad=100] -f retail.awk. Every bad-th row has one invalid cell.
BEGIN {
    srand(42)
    split("North South East West Central Nordic Iberia Baltic", regions, " ")
    split("Grocery Beverages Bakery Dairy Household Electronics Clothing Toys Garden Sports Health Stationery", categories, " ")
    split("Blue Red Small Large Classic Eco Prime Mini", adjectives, " ")
    split("Mug Lamp Cable Shirt Bottle Kettle Brush Chair Bag Towel", nouns, " ")
    split("card cash online voucher", payments, " ")
    for (i = 0; i < 500; i++) {
        name = adjectives[i % 8 + 1] " " nouns[int(i / 8) % 10 + 1] " " sprintf("%03d", i)
        product[i] = i % 20 == 0 ? "\"" name ", \"\"XL\"\"\"" : name
        price[i] = 99 + int(rand() * 19900)
    }
    print "order_id,order_date,region,category,product,quantity,unit_price,total_amount,payment_method,customer_id"
    second = 0
    for (row = 1; row <= rows; row++) {
        second += rand() * 2 * 62985600 / rows
        i = int(rand() * 500)
        quantity = 1 + int(rand() * 5)
        date = strftime("%Y-%m-%d %H:%M:%S", 1704067200 + int(second), 1)
        amount = sprintf("%.2f", price[i] / 100)
        if (bad && row % bad == 0) {
            if (row % 3 == 0) date = "yesterday"
            else if (row % 3 == 1) amount = "free"
            else quantity = "some"
        }
        printf "%d,%s,%s,%s,%s,%s,%s,%.2f,%s,C%05d\n", row, date, regions[int(rand() * 8) + 1], categories[i % 12 + 1], product[i], quantity,
            amount, price[i] * (quantity + 0) / 100, payments[int(rand() * 4) + 1], int(rand() * 20000)
    }
}
