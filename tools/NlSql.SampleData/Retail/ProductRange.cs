using System.Globalization;

namespace NlSql.SampleData.Retail;

internal sealed record Product(
    string Id, string Name, string Category, string Subcategory, string Brand, long ListPrice, long UnitCost, DateOnly LaunchedOn, int Popularity)
{
    public static readonly string[] Header =
        ["product_id", "product_name", "category", "subcategory", "brand", "list_price", "unit_cost", "launched_on"];

    public string[] ToRow() =>
        [Id, Name, Category, Subcategory, Brand, CellText.Money(ListPrice), CellText.Money(UnitCost), CellText.Day(LaunchedOn)];

    /// <summary>List price on a day: prices rose by about three percent in March 2025.</summary>
    public long PriceOn(DateOnly day) => day < Seasons.PriceRise ? ((ListPrice * 97 / 100) + 4) / 5 * 5 : ListPrice;

    /// <summary>Cost on a day: suppliers had raised theirs at New Year.</summary>
    public long CostOn(DateOnly day) => day.Year < 2025 ? UnitCost * 96 / 100 : UnitCost;
}

/// <summary>The assortment: eight categories of three product lines with five articles each.</summary>
internal static class ProductRange
{
    private static readonly (string Category, int CostPercent, (string Line, string Brands, string Articles)[] Lines)[] Range =
    [
        ("Grocery", 72,
        [
            ("Pantry", "Hausgut|Mühlbach", "Spelt Flour 1 kg=249|Wholegrain Pasta 500 g=189|Basmati Rice 1 kg=349|Olive Oil, Extra Virgin 750 ml=999|Sea Salt 500 g=149"),
            ("Sweets", "Nordkrone|Hausgut", "Dark Chocolate Bar=219|Oat Cookies=279|Fruit Gums=159|Hazelnut Spread=399|Gift Box of Pralines=1299"),
            ("Breakfast", "Mühlbach|Hausgut", "Crunchy Muesli=459|Forest Honey=649|Strawberry Jam=329|Porridge Cups=299|Maple Syrup=799"),
        ]),
        ("Beverages", 66,
        [
            ("Coffee and Tea", "Röstwerk|Hausgut", "Espresso Beans 1 kg=1699|Filter Coffee 500 g=749|Green Tea Bags=389|Herbal Tea Selection=449|Cold Brew Can=249"),
            ("Juice and Water", "Quellrein", "Sparkling Water 6-Pack=449|Apple Juice 1 l=219|Orange Juice 1 l=289|Elderflower Lemonade=259|Ginger Shot=299"),
            ("Wine and Beer", "Rebenhof|Quellrein", "Riesling Dry 750 ml=899|Pinot Noir 750 ml=1099|Pale Ale 6-Pack=999|Alcohol-Free Lager 6-Pack=799|Sparkling Rosé 750 ml=1249"),
        ]),
        ("Household", 58,
        [
            ("Kitchenware", "Linden & Co|Ferrotec", "Chef's Knife=4990|Cast Iron Pan=5990|Salad Bowl=2490|Glass Storage Set=3490|Cutting Board=1990"),
            ("Cleaning", "Hausgut|Klarin", "Dish Soap=199|Laundry Detergent=899|Glass Cleaner=279|Microfibre Cloths=599|Broom and Dustpan=1490"),
            ("Home Textiles", "Linden & Co", "Bath Towel=1790|Bed Linen Set=5490|Cushion Cover=1290|Wool Blanket=6990|Table Runner=1590"),
        ]),
        ("Electronics", 76,
        [
            ("Audio", "Tonwerk|Voltaris", "Wireless Headphones=8990|Bluetooth Speaker=6490|Earbuds Sport=4990|Soundbar Compact=17990|Clock Radio=3990"),
            ("Kitchen Appliances", "Ferrotec|Voltaris", "Electric Kettle=3990|Toaster=3490|Hand Blender=4490|Coffee Machine=12990|Air Fryer=10990"),
            ("Mobile and Power", "Voltaris", "USB-C Charger=1990|Power Bank=2990|Phone Case=1490|Charging Cable=990|LED Desk Lamp=3990"),
        ]),
        ("Clothing", 46,
        [
            ("Women", "Mareike|Linden & Co", "Linen Blouse=3990|Knitted Cardigan=5990|Denim Skirt=4490|Rain Jacket=8990|Merino Scarf=2990"),
            ("Men", "Brandtner|Linden & Co", "Oxford Shirt=4490|Chino Trousers=5490|Polo Shirt=2990|Winter Parka=12990|Leather Belt=2990"),
            ("Children", "Wolkenkind", "Striped Pyjamas=2490|Rain Boots=2290|Hooded Sweater=2990|Sun Hat=1490|Cotton Leggings=1290"),
        ]),
        ("Toys", 55,
        [
            ("Games", "Spielhof", "Farm Memory Game=1490|Castle Board Game=3490|Dice Adventure=1290|Travel Chess=1990|Quiz for Families=2490"),
            ("Building", "Spielhof|Bauklötzchen", "Wooden Blocks=2990|Marble Run=4490|Magnet Tiles=3990|Train Set=5990|Crane Kit=2790"),
            ("Soft Toys", "Wolkenkind", "Teddy Bear=2490|Plush Rabbit=1990|Knitted Elephant=2290|Sleepy Sheep=2690|Hand Puppet Fox=1790"),
        ]),
        ("Garden", 57,
        [
            ("Plants and Seeds", "Grünfink|Hausgut", "Tomato Seeds=249|Lavender Pot=699|Potting Soil 20 l=799|Wildflower Mix=399|Herb Kit=1290"),
            ("Garden Tools", "Ferrotec|Grünfink", "Pruning Shears=2490|Garden Hose 20 m=3490|Leaf Rake=1990|Watering Can=1790|Wheelbarrow=7990"),
            ("Outdoor Living", "Grünfink|Linden & Co", "Folding Chair=3990|Charcoal Grill=8990|Lantern Set=2990|Hammock=5490|Parasol=6990"),
        ]),
        ("Beauty", 52,
        [
            ("Skin Care", "Liora|Hausgut", "Day Cream=1490|Night Serum=2490|Hand Balm=599|Sun Lotion SPF 30=1190|Cleansing Gel=799"),
            ("Hair Care", "Liora|Klarin", "Mild Shampoo=449|Repair Conditioner=549|Hair Oil=1190|Dry Shampoo=499|Styling Wax=699"),
            ("Fragrance", "Liora", "Citrus Eau de Toilette=3990|Cedar Eau de Parfum=5990|Scented Candle=1990|Body Mist=1290|Gift Set Rose=3490"),
        ]),
    ];

    public static Product[] Create(Chance chance)
    {
        var products = new List<Product>();
        foreach (var (category, costPercent, lines) in Range)
        {
            foreach (var (line, brands, articles) in lines)
            {
                foreach (var article in articles.Split('|'))
                {
                    var (name, price) = (article[..article.IndexOf('=', StringComparison.Ordinal)], article[(article.IndexOf('=', StringComparison.Ordinal) + 1)..]);
                    var listPrice = long.Parse(price, CultureInfo.InvariantCulture);
                    var brandList = brands.Split('|');
                    products.Add(new Product(
                        $"P{products.Count + 1:000}",
                        name,
                        category,
                        line,
                        brandList[chance.Below(brandList.Length)],
                        listPrice,
                        listPrice * (costPercent + chance.Between(-4, 4)) / 100,
                        LaunchDay(chance),
                        PopularityOf(listPrice, chance)));
                }
            }
        }

        return [.. products];
    }

    // One article in eight came to the shelves within the two years, the rest before.
    private static DateOnly LaunchDay(Chance chance) => chance.Happens(125)
        ? RetailData.FirstDay.AddDays(chance.Between(40, 560))
        : new DateOnly(2016, 1, 4).AddDays(chance.Below(2800));

    // Cheap things sell often; some of every price are favourites.
    private static int PopularityOf(long price, Chance chance)
    {
        var byPrice = price switch { < 500 => 60, < 1500 => 42, < 4000 => 26, < 8000 => 15, _ => 8 };
        return byPrice * chance.Between(40, 160) / 100;
    }
}
