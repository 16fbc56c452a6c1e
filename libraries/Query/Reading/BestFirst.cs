using System.Collections;

namespace NlSql.Query.Reading;

/// <summary>
/// Readings, best first, each query once. What they are made of is taken further only while it may come to more than all that is found: most
/// of what a question may mean is never finished.
/// </summary>
/// <param name="begin">Where the search begins.</param>
/// <param name="acceptable">Whether only readings that may run are wanted.</param>
internal sealed class BestFirst(IEnumerable<ReadingStep> begin, bool acceptable) : IEnumerable<ScoredReading>
{
    private readonly List<ScoredReading> found = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private PriorityQueue<ReadingStep, ReadingStep>? open;

    public IEnumerator<ScoredReading> GetEnumerator()
    {
        for (var i = 0; i < found.Count || FindNext(); i++)
            yield return found[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool FindNext()
    {
        if (open is null)
            Open(begin);
        while (open!.TryDequeue(out var step, out _))
        {
            if (step.Reading is not { } reading)
            {
                Open(step.Next);
            }
            else if (known.Add(reading.Text) && (!acceptable || reading.Acceptable))
            {
                found.Add(reading);
                return true;
            }
        }

        return false;
    }

    private void Open(IEnumerable<ReadingStep> steps)
    {
        open ??= new(Comparer<ReadingStep>.Create(ReadingStep.Compare));
        foreach (var step in steps.Where(s => !acceptable || s.MayRun))
            open.Enqueue(step, step);
    }
}

/// <summary>A step on the way from a cover to its readings. What it leads to is worked out once, when it is first asked for.</summary>
/// <param name="most">The best score that a reading may come to from here.</param>
/// <param name="mayRun">Whether a reading may run that comes from here.</param>
/// <param name="place">Where it stands among its like: of equal readings the first counts.</param>
/// <param name="next">What it leads to.</param>
internal sealed class ReadingStep(double most, bool mayRun, (int Cover, int Number) place, Func<IEnumerable<ReadingStep>> next)
{
    private IReadOnlyList<ReadingStep>? following;

    /// <summary>The step that is a reading.</summary>
    public ReadingStep(ScoredReading reading, (int Cover, int Number) place)
        : this(reading.Score, true, place, () => []) => Reading = reading;

    public bool MayRun { get; } = mayRun;

    /// <summary>The reading, at the end of the way; null before.</summary>
    public ScoredReading? Reading { get; }

    public IReadOnlyList<ReadingStep> Next => following ??= [.. next()];

    private double Most { get; } = most;

    private (int Cover, int Number) Place { get; } = place;

    /// <summary>The order in which steps are taken: the most promising first; of equals a reading waits for what may be as good.</summary>
    public static int Compare(ReadingStep one, ReadingStep other)
    {
        if (other.Most.CompareTo(one.Most) is var promise and not 0)
            return promise;
        if ((one.Reading is null) != (other.Reading is null))
            return one.Reading is null ? -1 : 1;
        return string.CompareOrdinal(one.Reading?.Text, other.Reading?.Text) is var text and not 0 ? text : one.Place.CompareTo(other.Place);
    }
}
