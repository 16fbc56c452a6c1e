using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>
/// The tables whose rows are single transactions: they have a date and amounts that can be added up, and no row has a name. Questions about
/// them are about sums and counts of rows, not about a row.
/// </summary>
internal sealed class Ledgers
{
    private readonly Dictionary<string, IReadOnlyList<MetricDefinition>> sums;

    // The only sum of money of some date, where no ledger has one: of jobs, to which reviews refer.
    private readonly MetricDefinition? onlyMoney;

    // Whether a table that is no ledger holds money of some date, too; the fees of a list of courses are what is asked, not what came in.
    private readonly bool hasOtherMoney;

    private Ledgers(Dictionary<string, IReadOnlyList<MetricDefinition>> sums, MetricDefinition? onlyMoney, bool hasOtherMoney) => (this.sums, this.onlyMoney, this.hasOtherMoney) = (sums, onlyMoney, hasOtherMoney);

    /// <summary>No table: in a model that somebody described, the measures say what can be added up.</summary>
    public static Ledgers None { get; } = new([], null, hasOtherMoney: false);

    /// <summary>The ledgers of a drafted model.</summary>
    public static Ledgers Of(ModelDefinition model)
    {
        var dated = model.Tables.Where(t => t.TimeColumn is not null || (HasWorth(model, t) && Header(model, t) is not null)).Select(t => (Table: t, Sums: Sums(model, t))).Where(t => t.Sums.Count > 0).ToList();
        var ledgers = dated.Where(t => !IsNamed(t.Table) && !model.Relationships.Any(r => r.ToTable == t.Table.Name)).ToDictionary(t => t.Table.Name, t => t.Sums, StringComparer.Ordinal);
        var money = dated.SelectMany(t => t.Sums).Where(m => m.Unit == "currency").ToList();
        // Where nothing has a date: the only sum of money that there is.
        if (money.Count == 0)
            money = model.Metrics.Where(m => m is { Type: MetricType.Simple, Aggregate: AggregateFunction.Sum, Expression: { } column, Unit: "currency", Table: { } table } && model.FindTable(table)?.FindColumn(column) is not null).ToList();
        return new(ledgers, money is [var one] && !model.Tables.Any(t => t.Computed.Any(c => c.Computation is ColumnComputation.Worth)) && Rank(one.Expression!) >= 0 && !ledgers.ContainsKey(one.Table!) ? one : null, dated.Exists(t => !ledgers.ContainsKey(t.Table.Name) && t.Sums.Any(m => m.Unit == "currency" && Rank(m.Expression!) >= 0)));
    }

    /// <summary>The table whose row says when rows of another were: the orders of order lines, which have no date of their own; null when there is none, or when what they refer to is a thing with a name rather than something that happened.</summary>
    public static TableDefinition? Header(ModelDefinition model, TableDefinition table) => table.TimeColumn is not null || IsNamed(table) ? null
        : model.Relationships.Where(r => r.FromTable == table.Name && r.ToTable != table.Name && r.Cardinality == Cardinality.ManyToOne).Select(r => model.FindTable(r.ToTable)).OfType<TableDefinition>().Distinct().Where(t => t.TimeColumn is not null && !IsNamed(t)).ToList() is [var only] ? only : null;

    /// <summary>The column that periods of a table are about: its own, else, as <c>table.column</c>, that of its header; null when there is none.</summary>
    public static string? TimeColumn(ModelDefinition model, string table) =>
        model.FindTable(table) is not { } rows ? null : rows.TimeColumn ?? (Header(model, rows) is { TimeColumn: { } time } header ? $"{header.Name}.{time}" : null);

    // Lines are transactions where it is plain what each is worth: a quantity at a price, or an amount that is called so.
    private static bool HasWorth(ModelDefinition model, TableDefinition table) => table.Computed.Any(c => c.Computation is ColumnComputation.Worth) || Sums(model, table).Any(m => m.Unit == "currency" && Rank(m.Expression!) > 0);

    // What a transaction was for is no name of it.
    private static bool IsNamed(TableDefinition table) =>
        DisplayColumns.NameColumn(table) is { } name && !(name.EndsWith("description", StringComparison.Ordinal) || name.EndsWith("details", StringComparison.Ordinal));

    private static IReadOnlyList<MetricDefinition> Sums(ModelDefinition model, TableDefinition table) =>
        [.. model.Metrics.Where(m => m is { Type: MetricType.Simple, Aggregate: AggregateFunction.Sum, Expression: { } column } && m.Table == table.Name && table.FindColumn(column) is not null)];

    /// <summary>Whether there is one.</summary>
    public bool Any => sums.Count > 0;

    /// <summary>Whether a table is one.</summary>
    public bool Contains(string table) => sums.ContainsKey(table);

    /// <summary>Whether a column, as <c>table.column</c>, is of a ledger and can be added up.</summary>
    public bool AddsUp(string column) => column.Split('.') is [var table, var name] && sums.GetValueOrDefault(table)?.Any(m => m.Expression == name) == true;

    /// <summary>The column that a table's rows are worth most plainly: money first, then what is called a total or an amount; null when the table is no ledger.</summary>
    public string? Worth(string table) => sums.GetValueOrDefault(table)?.Where(m => m.Unit == "currency" || !IsNumberOf(m.Expression!)).OrderByDescending(m => m.Unit == "currency" && Rank(m.Expression!) >= 0 ? 1 : Rank(m.Expression!) > 0 ? 0.5 : 0).ThenByDescending(m => m.Unit == "currency").ThenByDescending(m => Rank(m.Expression!)).FirstOrDefault()?.Expression;

    /// <summary>The sum of what the rows of a ledger are worth in money: of the only table that holds money, or of the one that a word names, such as "spent" ad_spend; null when there is none.</summary>
    public MetricDefinition? Money(string word)
    {
        var tables = sums.Count == 1 && !hasOtherMoney ? [.. sums.Keys] : sums.Keys.Where(t => t.Split('_').Any(w => WordRoots.Of(w) == WordRoots.Of(word))).ToList();
        if (tables is not [var only])
            return onlyMoney;
        var worth = sums[only].Where(m => m.Unit == "currency" && IsOf(m, word)).ToList() is [var named] ? named.Expression : IsOne(sums[only]) ? Worth(only) : null;
        return sums[only].FirstOrDefault(m => m.Expression == worth && m.Unit == "currency");
    }

    /// <summary>Whether a word for money is a form of a word in the name of what is added up: "invoiced" of inv_gbp.</summary>
    public static bool IsOf(MetricDefinition sum, string word) =>
        sum.Expression!.Split('_').Any(part => Abbreviations.Of(part).Select(longer => longer[0]).Prepend(part).Any(w => WordRoots.Of(w) == WordRoots.Of(word)));

    /// <summary>The column that holds how many were sold, bought or ordered; null when there is none.</summary>
    public string? Units(string table) => sums.GetValueOrDefault(table)?.Select(m => m.Expression!).FirstOrDefault(c => c.Split('_').Any(w => w is "quantity" or "qty" or "units"));

    // Of a freight and a surcharge neither is all the money.
    private static bool IsOne(IReadOnlyList<MetricDefinition> of) => of.Where(m => m.Unit == "currency").GroupBy(m => Rank(m.Expression!)).OrderByDescending(g => g.Key).FirstOrDefault() is not { } best || best.Key > 0 || best.Count() == 1;

    // The number of replies is not what a ticket is worth.
    private static bool IsNumberOf(string column) => column.Split('_').Any(w => w is "no" or "number" or "num" or "count" or "nr");

    // What was only offered or planned is no money yet, and what was let off none that came in; what was invoiced or paid is.
    private static int Rank(string column) => column.Split('_') is var words && words.Any(w => w is "quote" or "quoted" or "quotation" or "estimate" or "estimated" or "est" or "budget" or "planned" or "target" or "claim" or "deposit" or "limit") ? -2
        : words.Any(w => w is "total" or "revenue" or "sales") ? 2
        : words.Any(w => w is "amount" or "amt" or "value" or "price" or "net" or "gross" or "inv" or "invoice" or "invoiced" or "billed" or "paid" or "received" or "charged") ? 1
        : words.Any(w => w is "discount" or "disc" or "refund" or "tax" or "vat") ? -2
        : words.Any(w => w is "cost" or "costs" or "fee" or "fees" or "commission" or "shipping" or "freight" or "surcharge" or "surch" or "supplement" or "extra" or "extras") ? -1 : 0;
}
