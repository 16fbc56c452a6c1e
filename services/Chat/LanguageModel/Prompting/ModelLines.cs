using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Chat.LanguageModel.Prompting;

/// <summary>The semantic model as lines of a prompt, each with how much it has to do with the question.</summary>
internal sealed class ModelLines(ModelDefinition model, ValueCatalog values, QuestionWords words, int? maximumColumns)
{
    private const int MostSamples = 6;
    private const int MostMatches = 8;

    private readonly ToldColumns told = new(model);
    private readonly HashSet<string> columns = Chosen(model, words, maximumColumns);

    /// <summary>Everything that does not depend on the question but for what is left out.</summary>
    public IEnumerable<PromptLine> All() =>
        model.Tables.SelectMany(TableLines).Concat(MetricLines()).Concat(SegmentLines()).Concat(RelationshipLines()).Concat(TermLines());

    /// <summary>Values that the question says.</summary>
    public IEnumerable<PromptLine> MatchingValues()
    {
        foreach (var (table, column) in model.Tables.SelectMany(t => Chosen(t, told, columns).Where(c => told.TellsValuesOf(t, c)).Select(c => (t, c))))
        {
            var said = values.Find(table.Name, column.Name) is { } known ? words.Said(known).Take(MostMatches).ToList() : [];
            if (said.Count > 0)
                yield return new(PromptRank.MatchingValues, $"{table.Name}.{column.Name}: {Listed(said)}");
        }
    }

    private static IEnumerable<ColumnDefinition> Chosen(TableDefinition table, ToldColumns told, HashSet<string> columns) =>
        table.Columns.Where(c => told.Names(table, c) && columns.Contains($"{table.Name}.{c.Name}"));

    private IEnumerable<PromptLine> TableLines(TableDefinition table)
    {
        var grain = table.Grain.Length > 0 ? $", one row: {DataText.Of(table.Grain)}" : "";
        var time = table.TimeColumn is { } column ? $", time: {column}" : "";
        yield return new(PromptRank.Relevant, $"table {table.Name} ({DataText.Of(table.Label, 80)}{grain}{time}){Described(table.Description, table.Synonyms)}");
        foreach (var own in Chosen(table, told, columns))
        {
            yield return new(RankOf(table, own), $"  {table.Name}.{own.Name} {TypeOf(own)} ({DataText.Of(own.Label, 80)}){Described(own.Description, own.Synonyms)}");
            if (SampleOf(table, own) is { } sample)
                yield return new(PromptRank.SampleValues, $"    values: {sample}");
        }
    }

    private PromptRank RankOf(TableDefinition table, ColumnDefinition column) =>
        column.Name == table.TimeColumn || RelevanceOf(words, column) > 0 ? PromptRank.Relevant : PromptRank.OtherColumns;

    private static string TypeOf(ColumnDefinition column) =>
        $"{column.Type.ToString().ToLowerInvariant()}{(column.Unit is { } unit ? $" in {DataText.Of(unit, 40)}" : "")}";

    private string? SampleOf(TableDefinition table, ColumnDefinition column)
    {
        if (!told.TellsValuesOf(table, column))
            return null;
        if (column.Values.Count > 0)
            return string.Join(", ", column.Values.Take(MostSamples).Select(v => v.Synonyms.Count == 0 ? Quoted(v.Value) : $"{Quoted(v.Value)} ({DataText.Of(string.Join(", ", v.Synonyms), 80)})"));
        return values.Find(table.Name, column.Name) switch
        {
            { Values.Count: > 0 } known when column.Kind is ColumnKind.Dimension => $"{Listed(known.Values.Take(MostSamples))}{(known.Complete && known.Values.Count <= MostSamples ? "" : ", …")}",
            { Minimum: { } least, Maximum: { } most } => $"{DataText.Of(least, 40)} to {DataText.Of(most, 40)}",
            _ => null,
        };
    }

    private IEnumerable<PromptLine> MetricLines() => model.Metrics.Select(metric => new PromptLine(
        words.Relevance(metric, [metric.Name, metric.Label, .. metric.Synonyms], metric.Description) > 0 ? PromptRank.Relevant : PromptRank.OtherMetrics,
        $"metric {metric.Name} ({DataText.Of(metric.Label, 80)}{(metric.Table is { } table ? $", of {table}" : "")}{(metric.Unit is { } unit ? $", {DataText.Of(unit, 40)}" : "")}){Described(metric.Description, metric.Synonyms)}"));

    private IEnumerable<PromptLine> SegmentLines() => model.Segments.Select(segment => new PromptLine(
        words.Relevance(segment, [segment.Name, segment.Label, .. segment.Synonyms], segment.Description) > 0 ? PromptRank.Relevant : PromptRank.Segments,
        $"segment {segment.Name} (of {segment.Table}){Described(segment.Description, segment.Synonyms)}"));

    private IEnumerable<PromptLine> RelationshipLines() => model.Relationships.Select(r => new PromptLine(
        PromptRank.Relationships,
        $"relationship {r.Name}: {r.FromTable}({string.Join(", ", r.FromColumns)}) to {r.ToTable}({string.Join(", ", r.ToColumns)}){(r.Role is { } role ? $", role {role}" : "")}"));

    private IEnumerable<PromptLine> TermLines() => model.Glossary.Select(term => new PromptLine(
        words.Relevance(term, [term.Term, .. term.Synonyms], "") > 0 ? PromptRank.Terms : PromptRank.OtherTerms,
        $"term {DataText.Of(term.Term, 80)}: {DataText.Of(term.Meaning)}{(term.MapsTo is { } target ? $" ({target})" : "")}{(term.Not is { } other ? $" Not: {DataText.Of(other)}" : "")}"));

    private static string Described(string description, IReadOnlyList<string> synonyms)
    {
        var also = synonyms.Count == 0 ? "" : $" Also: {DataText.Of(string.Join(", ", synonyms), 120)}.";
        return description.Length == 0 ? also : $": {DataText.Of(description)}{also}";
    }

    private static string Listed(IEnumerable<string> listed) => string.Join(", ", listed.Select(Quoted));

    private static string Quoted(string value) => $"\"{DataText.Of(value, 60).Replace('"', '\'')}\"";

    private static int RelevanceOf(QuestionWords words, ColumnDefinition column) =>
        words.Relevance(column, [column.Name, column.Label, .. column.Synonyms], column.Description);

    // Where nobody has said what matters, the question and the files' order do; times always.
    private static HashSet<string> Chosen(ModelDefinition model, QuestionWords words, int? most)
    {
        var all = model.Tables.SelectMany(t => t.Columns.Select(c => (Name: $"{t.Name}.{c.Name}", IsTime: c.Name == t.TimeColumn, Relevance: RelevanceOf(words, c)))).ToList();
        return all.OrderByDescending(c => c.IsTime).ThenByDescending(c => c.Relevance).Take(most ?? all.Count).Concat(all.Where(c => c.IsTime)).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
    }
}
