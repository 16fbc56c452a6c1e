namespace NlSql.SampleData.Retail;

/// <summary>
/// Two years of a small chain of shops with a web shop: twelve stores, 120 articles, two thousand known customers. The last day is
/// fixed, so that questions about "last week" have the same answer for ever.
/// </summary>
internal static class RetailData
{
    public const ulong DefaultSeed = 20251231;

    public static readonly DateOnly FirstDay = new(2024, 1, 1);
    public static readonly DateOnly LastDay = new(2025, 12, 31);

    public static IReadOnlyList<SampleTable> Generate(ulong seed)
    {
        // Each table has chance of its own: a new product does not move the customers.
        var stores = StoreNetwork.All;
        var products = ProductRange.Create(new Chance(seed ^ 1));
        var customers = CustomerBase.Create(new Chance(seed ^ 2), stores);
        var sales = new SalesHistory(new Chance(seed ^ 3), stores, products, customers).Create();
        return
        [
            new("sales", SalesHistory.Header, sales),
            new("products", Product.Header, [.. products.Select(p => p.ToRow())]),
            new("stores", Store.Header, [.. stores.Select(s => s.ToRow())]),
            new("customers", Customer.Header, [.. customers.Select(c => c.ToRow())]),
        ];
    }
}
