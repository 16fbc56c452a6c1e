using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>
/// What follows from the dates of each table: the times between them ("time to close" where there are Opened At and Closed At), whether
/// something was late, whether it goes on still. Part of every model that is prepared for queries, so that whatever can be said of a number or
/// of a column of yes and no can be said of them.
/// </summary>
internal static class ComputedColumns
{
    /// <summary>Names of the columns of yes and no.</summary>
    public const string Late = "late";
    public const string OnTime = "on_time";
    public const string Active = "active";
    public const string Ended = "ended";

    /// <summary>Names of what lines are worth.</summary>
    public const string Revenue = "revenue";
    public const string GrossRevenue = "gross_revenue";

    // A row that has more dates than this is no course of events.
    private const int MostDates = 8;

    // What is sold by the piece, where a column counts it.
    private static readonly string[] Countable = ["bottles", "cases", "boxes", "bags", "kegs", "crates", "packs", "tickets", "tix", "seats", "items", "copies", "cans", "jars", "trays", "pallets", "nights", "portions"];

    private static readonly DurationUnit[] OfMoments = [DurationUnit.Hour, DurationUnit.Minute, DurationUnit.Day, DurationUnit.Second, DurationUnit.Week, DurationUnit.Month, DurationUnit.Year];
    private static readonly DurationUnit[] OfDays = [DurationUnit.Day, DurationUnit.Week, DurationUnit.Month, DurationUnit.Year];

    /// <summary>The model with its computed columns; the same one when it has them.</summary>
    public static ModelDefinition AddedTo(ModelDefinition model)
    {
        if (model.Tables.Any(t => t.Computed.Count > 0))
            return model;
        var forbidden = model.Policy.ForbiddenColumns.Concat(model.Policy.ForbiddenTopics.SelectMany(t => t.Columns)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var tables = model.Tables.Select(t => Of(t, forbidden) is { Count: > 0 } computed ? t with { Computed = computed } : t).ToList();
        return tables.Exists(t => t.Computed.Count > 0) ? model with { Tables = tables } : model;
    }

    /// <summary>The unit that is meant when none is said: days between days, hours between moments.</summary>
    public static DurationUnit UsualUnit(TableDefinition table, string from, string to) => Units(table.FindColumn(from)!, table.FindColumn(to)!)[0];

    /// <summary>The time from one column of a table to another; null when there is none in that unit.</summary>
    public static ColumnDefinition? Duration(TableDefinition table, string from, string to, DurationUnit unit) => table.FindColumn(Name(from, to, unit));

    private static List<ColumnDefinition> Of(TableDefinition table, HashSet<string> forbidden) =>
        [.. OfDates(table, forbidden).Concat(OfAmounts(table, forbidden)).Where(c => !table.Columns.Any(stored => stored.Name == c.Name))];

    // Lines of how many at what price, which nothing has multiplied.
    private static IEnumerable<ColumnDefinition> OfAmounts(TableDefinition table, HashSet<string> forbidden)
    {
        var numbers = table.Columns.Where(c => c is { Visibility: ColumnVisibility.Public, Type: ColumnType.Integer or ColumnType.Decimal, Kind: ColumnKind.Fact } && !forbidden.Contains($"{table.Name}.{c.Name}")).ToList();
        if (numbers.Exists(c => Says(c, "total", "amount", "revenue", "sales", "turnover", "subtotal", "value", "net", "gross")))
            yield break;
        if (SoldByUnit(numbers) is var (much, each, times))
        {
            yield return new()
            {
                Name = Revenue,
                Label = "Revenue",
                Type = ColumnType.Decimal,
                Kind = ColumnKind.Fact,
                Description = $"{much.Label} times {Lower(each.Label)}{(times > 1 ? $", divided by {times}" : "")}.",
                Unit = each.Unit,
                Additive = Additivity.Full,
                DefaultAggregate = AggregateFunction.Sum,
                Computation = new ColumnComputation.Worth(much.Name, each.Name, null, InPercent: false) { PerPrice = times },
            };
            yield break;
        }

        if ((numbers.Find(c => Says(c, "quantity", "qty", "units", "pieces")) ?? numbers.Find(c => c.Type == ColumnType.Integer && Says(c, Countable))) is not { } quantity || numbers.Find(c => (Says(c, "price") || IsPriceOfUnit(c)) && !Says(c, "cost", "total")) is not { } price)
            yield break;
        var discount = numbers.Find(c => Says(c, "discount", "rebate") && (c.Unit == "percent" || Says(c, "percent", "pct", "rate")));
        yield return Money(Revenue, discount is null ? "Revenue" : "Revenue after discount", new ColumnComputation.Worth(quantity.Name, price.Name, discount?.Name, discount is not null && Says(discount, "percent", "pct")));
        if (discount is not null)
            yield return Money(GrossRevenue, "Revenue before discount", new ColumnComputation.Worth(quantity.Name, price.Name, null, InPercent: false));

        ColumnDefinition Money(string name, string label, ColumnComputation.Worth worth) => new()
        {
            Name = name,
            Label = label,
            Type = ColumnType.Decimal,
            Kind = ColumnKind.Fact,
            Description = $"{quantity.Label} times {Lower(price.Label)}{(worth.Discount is null ? "" : $", less {Lower(discount!.Label)}")}.",
            Unit = price.Unit,
            Additive = Additivity.Full,
            DefaultAggregate = AggregateFunction.Sum,
            Computation = worth,
        };
    }

    // "wt_g" and "eur_kg": one amount, and the price of one unit of it.
    private static (ColumnDefinition Quantity, ColumnDefinition Price, int Times)? SoldByUnit(List<ColumnDefinition> numbers)
    {
        var found =
            from price in numbers
            let unit = UnitPrices.OfPrice(Words(price))
            where unit is not null
            from quantity in numbers
            where quantity != price && quantity.Additive == Additivity.Full && quantity.Unit is null
            from of in UnitPrices.OfQuantity(Words(quantity))
            where of.Measure == unit.Measure && of.Size <= unit.Size
            select (quantity, price, unit.Size / of.Size);
        return found.Distinct().ToList() is [var only] ? only : null;
    }

    private static List<string> Words(ColumnDefinition column) => [.. column.Label.ToLowerInvariant().Split(' ')];

    // "unit_eur": money for one.
    private static bool IsPriceOfUnit(ColumnDefinition column) => column.Unit == "currency" && column.Name.Split('_')[0] is "unit" or "each";

    private static bool Says(ColumnDefinition column, params string[] words) => column.Label.Split(' ').Concat(column.Name.Split('_')).Any(w => words.Contains(w.ToLowerInvariant()));

    private static List<ColumnDefinition> OfDates(TableDefinition table, HashSet<string> forbidden)
    {
        var dates = table.Columns
            .Where(c => c is { Visibility: ColumnVisibility.Public, Type: ColumnType.Date or ColumnType.Timestamp } && !forbidden.Contains($"{table.Name}.{c.Name}") && !EventOrder.IsBirth(c))
            .ToList();
        if (dates.Count is < 2 or > MostDates)
            return [];
        var course = new CourseOfEvents(dates);
        List<ColumnDefinition> computed =
        [
            .. from @from in dates
               from to in dates
               where @from != to && course.Precedes(@from, to)
               from unit in Units(@from, to)
               select Duration(@from, to, unit),
        ];
        if (course.Planned is var (due, done))
        {
            var after = done.Type == due.Type ? "after" : "on a later day than";
            computed.Add(Flag(Late, "Late", $"Whether {Lower(done.Label)} comes {after} {Lower(due.Label)}.", new ColumnComputation.After(due.Name, done.Name, Holds: true)));
            computed.Add(Flag(OnTime, "On time", $"Whether {Lower(done.Label)} does not come {after} {Lower(due.Label)}.", new ColumnComputation.After(due.Name, done.Name, Holds: false)));
        }

        if (course.End is { } end && EventOrder.IsEnd(end))
        {
            computed.Add(Flag(Active, "Active", $"Whether there is no {Lower(end.Label)}.", new ColumnComputation.Present(end.Name, Holds: false)));
            computed.Add(Flag(Ended, "Ended", $"Whether there is a {Lower(end.Label)}.", new ColumnComputation.Present(end.Name, Holds: true)));
        }

        return computed;
    }

    private static DurationUnit[] Units(ColumnDefinition from, ColumnDefinition to) =>
        from.Type == ColumnType.Timestamp && to.Type == ColumnType.Timestamp ? OfMoments : OfDays;

    private static ColumnDefinition Duration(ColumnDefinition from, ColumnDefinition to, DurationUnit unit) => new()
    {
        Name = Name(from.Name, to.Name, unit),
        Label = $"{unit}s from {Lower(from.Label)} to {Lower(to.Label)}",
        Type = ColumnType.Decimal,
        Kind = ColumnKind.Fact,
        Description = $"Time from {Lower(from.Label)} to {Lower(to.Label)}, in {Lower(unit.ToString())}s.",
        DefaultAggregate = AggregateFunction.Avg,
        Computation = new ColumnComputation.TimeBetween(from.Name, to.Name, unit),
    };

    private static ColumnDefinition Flag(string name, string label, string description, ColumnComputation computation) =>
        new() { Name = name, Label = label, Type = ColumnType.Boolean, Kind = ColumnKind.Dimension, Description = description, Computation = computation };

    private static string Name(string from, string to, DurationUnit unit) => $"{Lower(unit.ToString())}s_from_{from}_to_{to}";

    private static string Lower(string words) => words.ToLowerInvariant();
}
