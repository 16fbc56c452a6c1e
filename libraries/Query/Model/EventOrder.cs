using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>Which of two dates of a row comes first in the course of things, by what their columns are called.</summary>
internal static class EventOrder
{
    private const int Begins = 1;
    private const int Goes = 2;
    private const int Due = 3;
    private const int Ends = 4;

    private static readonly Dictionary<string, int> Places = Rooted(
        (Begins, "create open order book register submit report request receive sign raise log start begin hire admit join pickup rent loan borrow issue invoice purchase place depart launch found establish enroll subscribe entry in checkin acquire call sell from"),
        (Goes, "first response reply acknowledge accept confirm approve assign pick pack ship dispatch send activate visit inspect"),
        (Due, "due deadline"),
        (Ends, "resolve close complete deliver arrive finish end discharge checkout return pay terminate term leave left exit expire cancel solve fix settle last out churn to until"));

    private static readonly HashSet<string> Planned = Roots("plan planned schedule expect estimate promise target require eta commit");
    private static readonly HashSet<string> Scheduled = Roots("plan planned schedule");
    private static readonly HashSet<string> Starts = Roots("start begin launch depart pickup admit checkin");
    private static readonly HashSet<string> Reached = Roots("submit receive pickup depart checkin");
    private static readonly HashSet<string> Actual = Roots("actual act real effective");
    private static readonly HashSet<string> Arriving = Roots("arrive");
    private static readonly HashSet<string> Departing = Roots("depart");
    private static readonly HashSet<string> Birth = Roots("birth birthday dob born");
    private static readonly string[] Coding = ["date", "time", "at", "on", "dat", "timestamp", "datetime", "ts", "dt"];

    /// <summary>Whether a column holds when somebody was born, which is the beginning of nothing else in a row.</summary>
    public static bool IsBirth(ColumnDefinition column) => Words(column).Any(Birth.Contains);

    /// <summary>Whether a column holds what was to happen rather than what did.</summary>
    public static bool IsPlanned(ColumnDefinition column) => Place(column) == Due || Words(column).Any(Planned.Contains);

    /// <summary>Whether a column holds by when something was to happen, without saying what: "due date", "promised by", "eta".</summary>
    public static bool IsDue(ColumnDefinition column) => IsPlanned(column) && Place(column) is null or Due;

    /// <summary>The same, where it says that a time was set for it: "scheduled", "planned time".</summary>
    public static bool IsScheduled(ColumnDefinition column) => IsDue(column) && Words(column).Any(Scheduled.Contains);

    /// <summary>Whether a column is where something that was scheduled begins rather than where it is ordered or noted.</summary>
    public static bool IsStart(ColumnDefinition column) => IsBeginning(column) && Words(column).Any(Starts.Contains);

    /// <summary>Whether a column holds when something was done that could be due.</summary>
    public static bool IsDone(ColumnDefinition column) => Place(column) is Goes or Ends || Words(column).Any(Reached.Contains);

    /// <summary>Whether a column is where things begin, by its name.</summary>
    public static bool IsBeginning(ColumnDefinition column) => Place(column) == Begins;

    /// <summary>Whether a column is where things end, by its name.</summary>
    public static bool IsEnd(ColumnDefinition column) => Place(column) == Ends;

    /// <summary>Whether two columns hold one event as it was planned and as it was: "planned arrival" and "actual arrival".</summary>
    public static bool IsOutcomeOf(ColumnDefinition planned, ColumnDefinition actual) => IsPlanned(planned) && !IsPlanned(actual) && Core(planned) is { Count: > 0 } core && core.SetEquals(Core(actual));

    /// <summary>Whether the first of two columns comes before the other; where names do not say, in the order of the file.</summary>
    public static bool Precedes(List<ColumnDefinition> dates, ColumnDefinition one, ColumnDefinition other)
    {
        if (IsOutcomeOf(one, other) || IsOutcomeOf(other, one))
            return IsPlanned(one);
        if (IsStay(dates, one, other) || IsStay(dates, other, one))
            return dates.IndexOf(one) < dates.IndexOf(other);
        var (first, second) = (Place(one), Place(other));
        return first is not null && second is not null && first != second ? first < second : dates.IndexOf(one) < dates.IndexOf(other);
    }

    /// <summary>Whether the first of two columns is the arrival of a stay and the other its departure: of a journey, files tell the departure first.</summary>
    public static bool IsStay(List<ColumnDefinition> dates, ColumnDefinition arrival, ColumnDefinition departure) =>
        Words(arrival).Any(Arriving.Contains) && Words(departure).Any(Departing.Contains) && dates.IndexOf(arrival) < dates.IndexOf(departure);

    // The last word that says something: "order delivered" ends, "first response" goes on.
    private static int? Place(ColumnDefinition column)
    {
        int? place = null;
        foreach (var word in Words(column))
        {
            if (Places.TryGetValue(word, out var said))
                place = said;
        }

        return place;
    }

    private static HashSet<string> Core(ColumnDefinition column) =>
        column.Label.Split(' ').Where(w => !Coding.Contains(w.ToLowerInvariant())).Select(Root).Where(w => !Planned.Contains(w) && !Actual.Contains(w)).ToHashSet(StringComparer.Ordinal);

    // The label writes out what the name shortens.
    private static IEnumerable<string> Words(ColumnDefinition column) => column.Name.Split('_').Concat(column.Label.Split(' ')).Select(Root);

    // Twice: "delivered" is of "deliver", which is of the root of "delivery".
    private static string Root(string word) => WordRoots.Of(WordRoots.Of(word.ToLowerInvariant()));

    private static Dictionary<string, int> Rooted(params IEnumerable<(int Place, string Words)> rows) =>
        rows.SelectMany(r => Roots(r.Words).Select(w => (w, r.Place))).GroupBy(p => p.w, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Place, StringComparer.Ordinal);

    private static HashSet<string> Roots(string words) => words.Split(' ').Select(Root).ToHashSet(StringComparer.Ordinal);
}
