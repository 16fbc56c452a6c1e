using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Tests.Reading;

/// <summary>A model of one table that nobody has described, with the values of its text columns.</summary>
internal static class OneTable
{
    public static QuestionContext Of(TableDefinition table, IReadOnlyList<MetricDefinition> metrics, IReadOnlyDictionary<string, string[]> values, DateOnly newest) =>
        Of(table, metrics, [.. values.Select(v => new ColumnValues(table.Name, v.Key, v.Value, true))], newest);

    public static QuestionContext Of(TableDefinition table, IReadOnlyList<MetricDefinition> metrics, IReadOnlyList<ColumnValues> values, DateOnly newest)
    {
        var model = new ModelDefinition { Plugin = new PluginDefinition { Id = table.Name, Name = table.Label }, Version = "test", Tables = [table], Metrics = metrics };
        return new(Lexicon.Build(model, new ValueCatalog(values), drafted: true), Retail.ContextFor(new ModelIndex(model)) with { DataDays = [], Anchor = new TimeAnchorDay(newest) });
    }

    public static ColumnDefinition Column(string name, ColumnType type, ColumnKind kind) => new() { Name = name, Label = char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' '), Type = type, Kind = kind };

    /// <summary>A whole number that is averaged and never added up.</summary>
    public static ColumnDefinition Average(string name) => Column(name, ColumnType.Integer, ColumnKind.Fact) with { DefaultAggregate = AggregateFunction.Avg, Additive = Additivity.None };

    /// <summary>A number that can be added up.</summary>
    public static ColumnDefinition Amount(string name, ColumnType type) => Column(name, type, ColumnKind.Fact) with { Additive = Additivity.Full, DefaultAggregate = AggregateFunction.Sum };

    public static MetricDefinition Count(string table, string name, string label) =>
        new() { Name = name, Type = MetricType.Simple, Label = label, Table = table, Aggregate = AggregateFunction.Count, Unit = "count" };

    public static MetricDefinition Sum(string table, string name, string label, string column, string? unit) =>
        new() { Name = name, Type = MetricType.Simple, Label = label, Table = table, Aggregate = AggregateFunction.Sum, Expression = column, Unit = unit };
}
