using System.Collections.Frozen;
using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Names;

/// <summary>Names → words, squashed ones too: <c>cityname</c> is "city name", <c>fname</c> "first name", <c>custid</c> "cust id".</summary>
internal sealed class NameSplitter(ModelWords model)
{
    private const int ShortestSquashed = 5;
    private const int ShortestBefore = 3;

    // What squashed names end with.
    private static readonly string[] Heads =
    [
        "name", "date", "code", "type", "time", "year", "number", "count", "price", "status", "city", "country", "address", "id", "no", "num", "key", "rate", "amount", "total", "phone", "title",
        "level", "size", "group", "class", "month", "day", "text", "desc", "flag", "region",
    ];

    private static readonly FrozenSet<string> Befores = new[]
    {
        "first", "last", "middle", "full", "user", "nick", "birth", "hire", "start", "end", "order", "ship", "due", "zip", "post", "city", "country", "state", "home", "work", "mobile", "phone",
        "street", "unit", "list", "sale", "sales", "total", "join", "open", "close", "issue", "school", "team", "player", "store", "shop", "item", "part", "file", "given", "family", "course", "dept",
        "emp", "cust", "prod", "acct", "stu", "room", "event", "created", "updated", "release", "head", "gross", "net", "page", "row", "week", "sign", "register", "account", "company", "stop",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Words that only look squashed.
    private static readonly FrozenSet<string> Whole = new[]
    {
        "surname", "rename", "candidate", "update", "mandate", "validate", "prototype", "stereotype", "overtime", "lifetime", "anytime", "sometime", "meantime", "barcode", "unicode", "decode", "encode",
        "discount", "account", "viscount", "casino", "piano", "volcano", "valid", "invalid", "android", "steroid", "hybrid", "covid", "fluid", "solid", "rapid", "avoid", "humid", "monkey", "turkey",
        "donkey", "jersey", "subtitle", "entitle", "capacity", "publicity", "velocity", "electricity", "simplicity", "holiday", "birthday", "context", "headphone", "smartphone", "microphone", "subtotal",
        "generate", "accurate", "separate", "operate", "moderate", "corporate", "karate", "oversize", "subclass", "today", "sunday", "monday", "tuesday", "friday", "saturday", "yesterday", "everyday",
        "weekday", "workday", "telephone", "username", "techno", "timetable", "payday", "midday",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The words of a name, folded.</summary>
    /// <param name="name">The name.</param>
    /// <param name="owner">Words of the table that a column belongs to; empty for tables.</param>
    public IReadOnlyList<string> Words(string name, IReadOnlyCollection<string> owner) => [.. ModelWords.Raw(name).SelectMany(w => Split(w, owner))];

    private string[] Split(string word, IReadOnlyCollection<string> owner)
    {
        // "rid" is the ropeway id of ropeways.
        if (word is [var initial, 'i', 'd'] && owner.FirstOrDefault(o => o[0] == initial) is { } whose)
            return [EnglishStemmer.Stem(whose), "id"];
        if (word.Length < ShortestSquashed || Whole.Contains(word) || Abbreviations.Knows(word))
            return [word];
        foreach (var head in Heads)
        {
            if (!word.EndsWith(head, StringComparison.Ordinal) || word.Length == head.Length)
                continue;
            var before = word[..^head.Length];
            if (before.Length == 1 && head is "name" or "date")
                return Initial(before[0], head) is { } first ? [first, head] : [head];
            if (before.Length >= ShortestBefore && (Befores.Contains(before) || model.Knows(before) || Abbreviations.Knows(before) || IsCounted(before, head) || owner.Any(o => IsShort(before, o))))
                return [before, head];
        }

        return [word];
    }

    // "dockcount": whatever stands there is counted; "faaregion" is somebody's.
    private static bool IsCounted(string before, string head) => head == "count" || (head == "region" && before.Length == ShortestBefore);

    /// <summary>Whether a word is the beginning of a longer one, as <c>cust</c> of "customers".</summary>
    public static bool IsShort(string word, string longer) => word.Length >= ShortestBefore && longer.Length >= word.Length + 2 && longer.StartsWith(word, StringComparison.Ordinal);

    // A single letter is the table's initial, unless it is known for something: bname of banks is their name.
    private static string? Initial(char letter, string head) => (letter, head) switch
    {
        ('f', "name") => "first",
        ('l', "name") => "last",
        ('m', "name") => "middle",
        ('b', "date") => "birth",
        ('s', "date") => "start",
        ('e', "date") => "end",
        _ => null,
    };
}
