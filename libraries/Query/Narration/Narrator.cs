using NlSql.Query.Model;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Narration;

/// <summary>One or two sentences that say what a result shows. Every number in them is in the rows.</summary>
public sealed class Narrator
{
    private const int MostListed = 8;
    private const int MostTogether = 3;

    private readonly CompiledQuery query;
    private readonly ResultTable result;
    private readonly ModelIndex model;
    private readonly List<int> metrics;
    private readonly AspectWords aspects;
    private readonly List<int> dimensions;
    private readonly string when;

    private Narrator(CompiledQuery query, ResultTable result, ModelIndex model)
    {
        (this.query, this.result, this.model) = (query, result, model);
        metrics = [.. Indexes(OutputRole.Metric).Where(i => result.Columns[i].Aspect == OutputAspect.Value)];
        if (metrics.Count == 0)
            metrics = [.. Indexes(OutputRole.Metric)];
        aspects = new AspectWords(result, query.ComparedWith);
        dimensions = [.. Indexes(OutputRole.Dimension)];
        when = TimeWords.Phrase(query.Time);
    }

    private bool IsCut => result.IsCut || result.RowBeyond is not null;

    private int RowCount => result.Rows.Count;

    /// <summary>The sentence for a result.</summary>
    public static string Narrate(CompiledQuery query, ResultTable result, ModelIndex model) => new Narrator(query, result, model).Sentence();

    private string Sentence()
    {
        if (query.Query is { Shape: QueryShape.Exists } && result.Rows is [[bool exists]])
            return exists ? $"Yes, there is at least one{when}." : $"No, there is none{when}.";
        if (RowCount == 0)
            return $"Nothing matches{when}.";
        if (query.Query is null || result.Columns.All(c => c.Role == OutputRole.Column))
            return Rows();
        if (metrics.Count == 0)
            return Values();
        if (dimensions.Count == 0)
            return RowCount == 1 ? Numbers() : Rows();
        return dimensions.Count == 1 && result.Columns[dimensions[0]].Grain is not null ? Trend() : Groups();
    }

    private string Numbers()
    {
        var row = result.Rows[0];
        if (metrics.Count > 1)
            return $"{Labels.Capital(List(metrics.Select(m => $"{Lower(m)} {Text(row, m)}{aspects.Beside(row, m)}")))}{when}.";
        return row[metrics[0]] is null
            ? $"There is no {Lower(metrics[0])}{when}: nothing matches."
            : $"{result.Columns[metrics[0]].Label} {Was(metrics[0])} {Text(row, metrics[0])}{when}{aspects.Compared(row, metrics[0])}.";
    }

    private string Values()
    {
        var shown = result.Rows.Take(MostListed).Select(r => string.Join(", ", dimensions.Select(d => Text(r, d))));
        var noun = dimensions.Count == 1 ? Plural(Lower(dimensions[0]), RowCount) : Plural("combination", RowCount);
        var list = string.Join(dimensions.Count == 1 ? ", " : "; ", shown);
        var more = RowCount > MostListed ? ", …" : "";
        // What was ranked was asked for as it is: that there are more says nothing.
        return IsRanked ? $"{Labels.Capital(noun)}{when}: {list}{more}." : $"{(IsCut ? "At least " : "")}{RowCount:N0} {noun}{when}: {list}{more}.";
    }

    private bool IsRanked => query.Query is { Limit: > 0, OrderBy.Count: > 0 };

    private string Rows()
    {
        if (RowCount == 1 && result.Columns.Count <= MostListed)
            return $"{Labels.Capital(List(Enumerable.Range(0, result.Columns.Count).Select(c => $"{Lower(c)} {(result.Rows[0][c] is null ? "is not set" : Text(result.Rows[0], c))}")))}{when}.";
        if (IsRanked)
            return $"The {RowCount:N0} {Plural("row", RowCount)} asked for{when}.";
        return CountedRows();
    }

    private string CountedRows() => IsCut
        ? $"The first {RowCount:N0} {Plural("row", RowCount)}{when}; there are more."
        : $"{RowCount:N0} {Plural("row", RowCount)}{when}.";

    private string Trend()
    {
        var (time, metric) = (dimensions[0], metrics[0]);
        var ordered = result.Rows.Where(r => r[time] is not null && ValueText.AsNumber(r[metric]) is not null).OrderBy(r => r[time]).ToList();
        if (ordered.Count < 2)
            return Groups();
        var (first, last) = (ordered[0], ordered[^1]);
        var peak = Extreme(ordered, metric, largest: true);
        var sentence = $"{result.Columns[metric].Label} {Was(metric)} {Text(first, metric)} in {Text(first, time)} and {Text(last, metric)} in {Text(last, time)}";
        sentence += aspects.AtEnd(last, metric);
        return peak == first || peak == last ? $"{sentence}." : $"{sentence}; the highest was {Text(peak, metric)} in {Text(peak, time)}.";
    }

    private string Groups()
    {
        var order = Order();
        var led = order is { Column: var at } && (metrics.Contains(at) || aspects.MetricOf(at) is not null) ? at : metrics[0];
        var numbered = result.Rows.Where(r => ValueText.AsNumber(r[led]) is not null).ToList();
        if (numbered.Count == 0)
            return $"No group has a value for {Lower(led)}{when}.";
        if (aspects.MetricOf(led) is { } changed)
            return Changes(led, changed, numbered);
        // A cut list shows only one end of the order: nothing can be said about the other.
        var lowestFirst = order is { } by && by.Column == led ? !by.Descending
            : IsCut && ValueText.AsNumber(numbered[0][led]) < ValueText.AsNumber(numbered[^1][led]);
        return Ranks(led, numbered, lowestFirst);
    }

    private string Ranks(int metric, List<IReadOnlyList<object?>> numbered, bool lowestFirst)
    {
        var lead = Extreme(numbered, metric, !lowestFirst);
        var measure = Lower(metric);
        if (RowCount == 1)
            return $"{Name(lead)}: {measure} {Text(lead, metric)}{aspects.Beside(lead, metric)}{when}.";
        var all = IsCut ? "" : $"; {RowCount:N0} {GroupNoun(RowCount)} in all";
        var equal = numbered.Where(r => ValueText.AsNumber(r[metric]) == ValueText.AsNumber(lead[metric])).ToList();
        if (equal.Count > 1)
            return $"{Together(equal)} had the {End(lowestFirst, measure)}{when} ({Text(lead, metric)} each){all}.";
        if (numbered is [_, _] && RowCount == 2 && SetsOff)
        {
            var other = numbered.Single(r => r != lead);
            return $"{Labels.Capital(Name(lead))} had the {(lowestFirst ? "lower" : "higher")} {measure}{when}: {Text(lead, metric)}, against {Text(other, metric)} for {Name(other)}.";
        }

        var sentence = $"{Name(lead)} had the {End(lowestFirst, measure)}{when} ({Text(lead, metric)}{aspects.Beside(lead, metric)})";
        var others = numbered.Where(r => r != lead).ToList();
        if (others.Count > 0)
            sentence += $", followed by {Name(Extreme(others, metric, !lowestFirst))} ({Text(Extreme(others, metric, !lowestFirst), metric)})";
        return $"{sentence}{all}.";
    }

    private static readonly string[] Ends = ["highest ", "lowest ", "latest ", "earliest "];

    // "the highest amount" of a measure that is called so already.
    private static string End(bool lowest, string measure) => Ends.Any(e => measure.StartsWith(e, StringComparison.Ordinal)) ? measure : $"{(lowest ? "lowest" : "highest")} {measure}";

    // Two sides that the question names: "is it higher in North or in South".
    private bool SetsOff => dimensions.Count == 1 && query.Query is { Filters: { } filters, Dimensions: [{ Column: var column }] }
        && FilterTerms.Of(filters).Any(f => f is QueryFilter.Compare { Operator: FilterOperator.In, Values.Count: 2 } sides && sides.Column == column);

    private string Together(List<IReadOnlyList<object?>> rows) => rows.Count <= MostTogether
        ? List(rows.Select(Name))
        : List(rows.Take(MostTogether - 1).Select(Name).Append($"{rows.Count - MostTogether + 1:N0} more"));

    // The groups are in the order of their change: the first are those that the question is about.
    private string Changes(int change, int metric, List<IReadOnlyList<object?>> numbered)
    {
        var (first, rising) = (numbered[0], ValueText.AsNumber(numbered[0][change]) > 0);
        var extent = rising == Order()!.Value.Descending ? "largest" : "smallest";
        var sentence = $"{Name(first)} had the {extent} {(rising ? "increase" : "decrease")} in {Lower(metric)}{when} ({aspects.Changed(first, metric)})";
        if (numbered.Count > 1)
            sentence += $", followed by {Name(numbered[1])} ({aspects.Changed(numbered[1], metric)})";
        var total = IsCut || result.Columns[metric].Metric is not { } name || model.Metric(name)?.Aggregate is not (AggregateFunction.Sum or AggregateFunction.Count) ? null : aspects.InAll(metric);
        return total is null ? $"{sentence}." : $"{sentence}; all {RowCount:N0} {GroupNoun(RowCount)} together: {total}.";
    }

    private (int Column, bool Descending)? Order() =>
        query.Query is { OrderBy: [{ By: { } by } term, ..] } && Indexes(OutputRole.Metric).FirstOrDefault(i => result.Columns[i].Name == by, -1) is var at and >= 0
            ? (at, term.Descending) : null;

    private static IReadOnlyList<object?> Extreme(IReadOnlyList<IReadOnlyList<object?>> rows, int column, bool largest) =>
        largest ? rows.MaxBy(r => ValueText.AsNumber(r[column]))! : rows.MinBy(r => ValueText.AsNumber(r[column]))!;

    private string Name(IReadOnlyList<object?> row) => string.Join(", ", dimensions.Select(d => row[d] switch
    {
        null => $"no {Lower(d)}",
        // What is so and what is not.
        bool truth => truth ? Lower(d) : $"not {Lower(d)}",
        _ => Text(row, d),
    }));

    private string GroupNoun(int count) => Plural(dimensions.Count == 1 ? Lower(dimensions[0]) : "combination", count);

    private string Text(IReadOnlyList<object?> row, int column) =>
        row[column] is string code ? CodeWords.Of(model, result.Columns[column], code) : ValueText.Of(row[column], result.Columns[column]);

    // Orders were, units sold were; revenue was, gross margin was, the number of orders was.
    private string Was(int column)
    {
        var words = result.Columns[column].Label.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var head = words.Length > 1 && (words[^1].EndsWith("ed", StringComparison.Ordinal) || words[^1] == "sold") ? words[^2] : words[^1];
        return words[0] != "Number" && head.EndsWith('s') && !head.EndsWith("ss", StringComparison.Ordinal) ? "were" : "was";
    }

    private string Lower(int column)
    {
        var label = result.Columns[column].Label;
        return label.Length > 1 && char.IsUpper(label[1]) ? label : char.ToLowerInvariant(label[0]) + label[1..];
    }

    private IEnumerable<int> Indexes(OutputRole role) =>
        Enumerable.Range(0, result.Columns.Count).Where(i => result.Columns[i].Role == role);

    private static string List(IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    private static string Plural(string noun, int count) => noun switch
    {
        _ when count == 1 => noun,
        [.., 's' or 'x'] or [.., 'c' or 's', 'h'] => $"{noun}es",
        [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] => $"{noun[..^1]}ies",
        _ => $"{noun}s",
    };
}
