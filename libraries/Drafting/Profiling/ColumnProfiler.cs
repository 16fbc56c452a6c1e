namespace NlSql.Drafting.Profiling;

/// <summary>Profiles a column, fed value by value. Bounded memory, whatever comes.</summary>
internal sealed class ColumnProfiler(string header, UniquenessBudget budget)
{
    private readonly ColumnTyper typer = new(new TypingSettings());
    private readonly ShapeEvidence shapes = new();
    private readonly DistinctSketch sketch = new();
    private readonly UniquenessTest uniqueness = new(budget);
    private readonly FrequentValues frequent = new();
    private long characters;
    private long words;
    private long values;

    public void Add(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (!typer.Add(text))
            return;
        values++;
        characters += text.Length;
        words += 1 + text.Count(' ');
        shapes.Add(text);
        var hash = ValueHash.Of(text);
        sketch.Add(hash);
        uniqueness.Add(hash);
        frequent.Add(text);
    }

    /// <summary>What the values said.</summary>
    public ColumnProfile Finish()
    {
        var (typing, numbers, days) = (typer.Decide(), typer.Numbers, typer.Dates);
        return new ColumnProfile
        {
            Header = header,
            Type = typing.Type,
            Rows = typing.Values + typing.Nulls,
            Nulls = typing.Nulls,
            NullWords = typing.NullWords,
            Distinct = sketch.Count,
            Unique = values == 0 ? false : uniqueness.Unique,
            Values = frequent.ToList(),
            Minimum = typing.DecimalSign is null ? null : numbers.Minimum,
            Maximum = typing.DecimalSign is null ? null : numbers.Maximum,
            FirstDay = typing.DateOrder is null ? null : days.First,
            LastDay = typing.DateOrder is null ? null : days.Last,
            AverageLength = values == 0 ? 0 : (double)characters / values,
            AverageWords = values == 0 ? 0 : (double)words / values,
            Currency = typing.Currency,
            Percent = typing.Percent,
            DateOrder = typing.DateOrder,
            DecimalSign = typing.DecimalSign is { } sign && typing.Type == SemanticModel.Definitions.ColumnType.Decimal ? sign : null,
            Grouped = typing.Grouped,
            Shape = shapes.Decide(values),
            LeadingZeros = typing.LeadingZeros,
            ZerosAndOnes = typing.ZerosAndOnes,
            Doubts = typing.Doubts,
            Sketch = sketch,
        };
    }
}
