using System.Globalization;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Profiling;

/// <summary>Profiles a column, fed value by value. Bounded memory, whatever comes.</summary>
internal sealed class ColumnProfiler(string header, UniquenessBudget budget)
{
    // A column of which most values are no numbers after so many is not asked again.
    private const long Trial = 2000;
    private const int MostNullWords = 5;

    private readonly NumberEvidence numbers = new();
    private readonly DateEvidence dates = new();
    private readonly ShapeEvidence shapes = new();
    private readonly DistinctSketch sketch = new();
    private readonly UniquenessTest uniqueness = new(budget);
    private readonly FrequentValues frequent = new();
    private readonly SortedSet<string> nullWords = new(StringComparer.Ordinal);
    private long rows;
    private long nulls;
    private long characters;
    private long words;
    private string? notANumber;
    private string? notADate;
    private bool perhapsNumbers = true;
    private bool perhapsDates = true;

    private long Values => rows - nulls;

    public void Add(ReadOnlySpan<char> text)
    {
        rows++;
        text = text.Trim();
        if (text.IsEmpty || NullWords.Contains(text))
        {
            nulls++;
            if (!text.IsEmpty && nullWords.Count < MostNullWords)
                nullWords.Add(text.ToString());
            return;
        }

        characters += text.Length;
        words += 1 + text.Count(' ');
        if (perhapsNumbers)
            numbers.Add(text);
        if (perhapsDates)
            dates.Add(text);
        if (Values == Trial)
            (perhapsNumbers, perhapsDates) = (numbers.Decide(Values).Read * 2 > Values, dates.Decide().Read * 2 > Values);
        shapes.Add(text);
        var hash = ValueHash.Of(text);
        sketch.Add(hash);
        uniqueness.Add(hash);
        frequent.Add(text);
        if (notANumber is null && !NumberText.TryRead(NumberText.Strip(text, out _, out _), '.', out _))
            notANumber = text.ToString();
        if (notADate is null && !DateText.TryRead(text, out _))
            notADate = text.ToString();
    }

    /// <summary>What the values said.</summary>
    public ColumnProfile Finish()
    {
        var values = frequent.ToList();
        var (found, days, shape) = (numbers.Decide(Values), dates.Decide(), shapes.Decide(Values));
        var type = TypeOf(found, days, shape, values);
        var isNumber = type is ColumnType.Integer or ColumnType.Decimal;
        var isTime = type is ColumnType.Date or ColumnType.Timestamp;
        return new ColumnProfile
        {
            Header = header,
            Type = type,
            Rows = rows,
            Nulls = nulls,
            NullWords = [.. nullWords],
            Distinct = sketch.Count,
            Unique = Values == 0 ? false : uniqueness.Unique,
            Values = values,
            Minimum = isNumber ? found.Minimum : null,
            Maximum = isNumber ? found.Maximum : null,
            FirstDay = isTime ? days.First : null,
            LastDay = isTime ? days.Last : null,
            AverageLength = Values == 0 ? 0 : (double)characters / Values,
            AverageWords = Values == 0 ? 0 : (double)words / Values,
            Currency = isNumber ? found.Currency : null,
            Percent = isNumber && found.Percent,
            DateOrder = isTime ? days.Order : null,
            DecimalSign = type == ColumnType.Decimal ? found.DecimalSign : null,
            Grouped = isNumber && found.Grouped,
            Shape = shape,
            LeadingZeros = found.LeadingZeros > 0,
            ZerosAndOnes = values is [{ Value: "0" or "1" }, { Value: "0" or "1" }],
            Doubts = [.. Doubts(type, found, days)],
            Sketch = sketch,
        };
    }

    private ColumnType TypeOf(Numbers found, Dates days, ValueShape shape, IReadOnlyList<ValueCount> values)
    {
        if (Values == 0)
            return ColumnType.Text;
        if (shape == ValueShape.Uuid)
            return ColumnType.Uuid;
        if (BooleanWords.Are(values))
            return ColumnType.Boolean;
        if (days.Read == Values)
            return days.HasTime ? ColumnType.Timestamp : ColumnType.Date;
        if (found.Read < Values || found.LeadingZeros > 0)
            return ColumnType.Text;
        return found.Whole ? ColumnType.Integer : ColumnType.Decimal;
    }

    private IEnumerable<string> Doubts(ColumnType type, Numbers found, Dates days)
    {
        if (type is ColumnType.Date or ColumnType.Timestamp && days.Ambiguous)
            yield return $"No value tells whether the day or the month comes first; taken as {(days.Order == DateOrder.DayFirst ? "day first" : "month first")}.";
        if (type is ColumnType.Integer or ColumnType.Decimal && found.Ambiguous)
            yield return $"No value tells whether the comma or the point is the decimal sign; taken as the {(found.DecimalSign == ',' ? "comma" : "point")}.";
        // A few strangers make a text of the whole column: worth knowing.
        if (type == ColumnType.Text && found.LeadingZeros == 0 && Almost(found.Read))
            yield return $"{Misfits(found.Read)} no numbers, such as '{notANumber}'; so it is a text.";
        if (type == ColumnType.Text && Almost(days.Read))
            yield return $"{Misfits(days.Read)} no dates, such as '{notADate}'; so it is a text.";
    }

    private bool Almost(long read) => read < Values && read * 20 >= Values * 19;

    private string Misfits(long read) => string.Create(CultureInfo.InvariantCulture, $"{Values - read:N0} of {Values:N0} values are");
}
