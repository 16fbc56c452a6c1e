using System.Globalization;
using System.Text;
using NlSql.Query.Linking;
using NlSql.Query.Plugins;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.Bench.Asking;

/// <summary>A model of 20 tables with 40 columns each, and 100,000 values of its text columns: the size that line 10 speaks of.</summary>
internal static class WideModel
{
    private const int TextColumns = 10;
    private const int ValuesOfColumn = 500;

    private static readonly string[] Things =
    [
        "order", "invoice", "shipment", "ticket", "visit", "contract", "payment", "delivery", "claim", "booking", "product", "customer", "store", "supplier", "employee", "project", "campaign", "device",
        "account", "vehicle",
    ];

    private static readonly string[] Texts = ["name", "region", "city", "status", "category", "channel", "brand", "owner", "priority", "country"];

    private static readonly string[] Measures =
    [
        "amount", "price", "cost", "quantity", "weight", "discount", "tax", "margin", "rating", "duration", "distance", "volume", "score", "budget", "fee", "deposit", "bonus", "points", "length", "height",
        "width", "delay", "hours", "units", "capacity",
    ];

    private static readonly string[] Syllables = ["ka", "lo", "mi", "ren", "so", "tal", "ver", "bri", "dan", "fel", "gor", "hin", "jas", "kel", "lum", "mor", "nid", "pol", "quin", "ros"];

    public static IReadOnlyList<string> Tables => Things;

    public static IReadOnlyList<string> TextNames => Texts;

    public static IReadOnlyList<string> MeasureNames => Measures;

    public static ModelDefinition Read()
    {
        var reading = PluginSqlChecker.Read(new PluginSource("wide", new Dictionary<string, byte[]>
        {
            [PluginFile.Schema] = Encoding.UTF8.GetBytes(Schema()),
            [PluginFile.Metrics] = Encoding.UTF8.GetBytes(Metrics()),
            [PluginFile.Questions] = [],
            [PluginFile.Policy] = [],
            [PluginFile.Insights] = [],
        }));
        return reading.Model ?? throw new InvalidOperationException(string.Join("\n", reading.Problems));
    }

    public static ValueCatalog Values() => new(
        [.. from thing in Things.Select((name, index) => (name, index))
            from text in Texts.Select((name, index) => (name, index))
            select new ColumnValues($"{thing.name}s", $"{text.name}", [.. Enumerable.Range(0, ValuesOfColumn).Select(i => Value(thing.index, text.index, i))], true)]);

    /// <summary>A made-up word or two: every column has values of its own.</summary>
    public static string Value(int thing, int text, int number)
    {
        var seed = (((thing * TextColumns) + text) * ValuesOfColumn) + number;
        var word = new StringBuilder();
        for (var rest = seed + 400; rest > 0; rest /= Syllables.Length)
            word.Append(Syllables[rest % Syllables.Length]);
        word[0] = char.ToUpperInvariant(word[0]);
        return number % 3 == 0 ? $"{word} {char.ToUpperInvariant(Syllables[number % Syllables.Length][0])}{Syllables[number % Syllables.Length][1..]}" : word.ToString();
    }

    private static string Schema()
    {
        var yaml = new StringBuilder("plugin: {id: wide, name: Wide}\ntables:\n");
        foreach (var (thing, index) in Things.Select((t, i) => (t, i)))
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  {thing}s:\n    primary_key: [{thing}_id]\n    time_column: {thing}_date\n    columns:\n      {thing}_id: {{type: text, kind: id, required: true}}\n      {thing}_date: {{type: date, kind: time}}\n");
            if (index > 0)
                yaml.Append(CultureInfo.InvariantCulture, $"      {Things[index - 1]}_id: {{type: text, kind: id}}\n");
            foreach (var text in Texts)
                yaml.Append(CultureInfo.InvariantCulture, $"      {text}: {{type: text, kind: dimension}}\n");
            for (var i = 0; i < (index > 0 ? 27 : 28); i++)
                yaml.Append(CultureInfo.InvariantCulture, $"      {(i < Measures.Length ? Measures[i] : $"measure_{i}")}: {{type: decimal, kind: fact}}\n");
        }

        yaml.Append("relationships:\n");
        for (var i = 1; i < Things.Length; i++)
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{name: {Things[i]}_{Things[i - 1]}, from: {Things[i]}s.{Things[i - 1]}_id, to: {Things[i - 1]}s.{Things[i - 1]}_id, cardinality: many_to_one}}\n");
        return yaml.ToString();
    }

    private static string Metrics()
    {
        var yaml = new StringBuilder("metrics:\n");
        foreach (var thing in Things)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  {thing}_amount: {{type: simple, table: {thing}s, agg: sum, expr: amount, synonyms: [{thing} revenue]}}\n");
            yaml.Append(CultureInfo.InvariantCulture, $"  {thing}_count: {{type: simple, table: {thing}s, agg: count, unit: count, synonyms: [number of {thing}s]}}\n");
        }

        return yaml.ToString();
    }
}
