using System.Collections.Frozen;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Words;

/// <summary>Words of time: units, months, and what makes ranges of them.</summary>
internal static class TimeWords
{
    private static readonly FrozenDictionary<string, TimeGrain> Units = new Dictionary<string, TimeGrain>
    {
        ["day"] = TimeGrain.Day,
        ["days"] = TimeGrain.Day,
        ["week"] = TimeGrain.Week,
        ["weeks"] = TimeGrain.Week,
        ["wk"] = TimeGrain.Week,
        ["wks"] = TimeGrain.Week,
        ["month"] = TimeGrain.Month,
        ["months"] = TimeGrain.Month,
        ["mth"] = TimeGrain.Month,
        ["mths"] = TimeGrain.Month,
        ["quarter"] = TimeGrain.Quarter,
        ["quarters"] = TimeGrain.Quarter,
        ["qtr"] = TimeGrain.Quarter,
        ["qtrs"] = TimeGrain.Quarter,
        ["year"] = TimeGrain.Year,
        ["years"] = TimeGrain.Year,
        ["yr"] = TimeGrain.Year,
        ["yrs"] = TimeGrain.Year,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int> Months = BuildMonths();

    private static readonly FrozenDictionary<string, int> Ordinals = new Dictionary<string, int>
    {
        ["first"] = 1,
        ["1st"] = 1,
        ["second"] = 2,
        ["2nd"] = 2,
        ["third"] = 3,
        ["3rd"] = 3,
        ["fourth"] = 4,
        ["4th"] = 4,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Others = new[]
    {
        "last", "past", "previous", "prev", "prior", "preceding", "trailing", "recent", "latest", "this", "current", "next", "coming", "today", "yesterday", "tomorrow", "ytd", "mtd", "qtd", "wtd", "date",
        "fiscal", "fy", "since", "after", "before", "until", "till", "between", "from", "during", "starting", "half", "ago", "weekend", "quarter", "through", "onwards", "onward", "year",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>All words of time, for spelling.</summary>
    private static readonly string[] Decades = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];

    public static IEnumerable<string> All => Units.Keys.Concat(Months.Keys).Concat(Others);

    public static bool Knows(string word) => Units.ContainsKey(word) || Months.ContainsKey(word) || Others.Contains(word) || Ordinals.ContainsKey(word) || Quarter(word) is not null;

    public static TimeGrain? Unit(string word) => Units.TryGetValue(word, out var unit) ? unit : null;

    public static int? Month(string word) => Months.TryGetValue(word, out var month) ? month : null;

    /// <summary>The first year of a decade that is said in words: "eighties"; null for other words.</summary>
    public static int? Decade(string word) => Array.IndexOf(Decades, word) is >= 0 and var tens ? 1920 + (10 * tens) : null;

    public static int? Ordinal(string word) => Ordinals.TryGetValue(word, out var number) ? number : null;

    /// <summary>The quarter of "q3".</summary>
    public static int? Quarter(string word) => word is ['q', >= '1' and <= '4'] ? word[1] - '0' : null;

    private static FrozenDictionary<string, int> BuildMonths()
    {
        string[] names =
        [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        ];
        Dictionary<string, int> months = new(StringComparer.Ordinal) { ["sept"] = 9 };
        for (var i = 0; i < names.Length; i++)
        {
            months[names[i]] = i + 1;
            months[names[i][..3]] = i + 1;
        }

        return months.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
