using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Models;

/// <summary>The words that the names of a dataset say in full, and what its short words stand for beside them: <c>dist</c> is a district where there are districts.</summary>
internal sealed class DatasetWords
{
    private const int ShortestFull = 4;
    private const int ShortestBeginning = 3;
    private const int LongestBeginning = 6;
    private const int MostOfFew = 999;
    private const int MostDistinctOfFew = 100;

    // What a key, a name or a code ends with.
    private static readonly HashSet<string> Tellers = new(StringComparer.Ordinal) { "id", "ids", "code", "cd", "key", "no", "nr", "num", "nbr", "number", "nm", "name", "desc", "descr", "description", "typ", "type", "title" };

    // What makes another word of one that is a word already: bookings, workers, usernames.
    private static readonly HashSet<string> Endings = new(StringComparer.Ordinal)
    {
        "s", "e", "y", "eer", "ess", "let", "ian", "al", "ly", "ed", "er", "or", "ee", "ing", "ment", "ship", "ness", "able", "ful", "age", "hood", "holder", "ist", "ism", "ity", "ic", "man", "men", "ant", "ent", "ance", "ence", "line", "time", "date", "name", "code", "type", "book", "house", "work", "place", "card", "list", "mark", "room", "way", "ware", "land", "board", "word", "point", "side",
    };

    // Short words of their own that begin longer ones.
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "act", "add", "age", "aid", "aim", "air", "all", "and", "arm", "art", "ask", "bad", "bag", "ban", "bar", "bat", "bay", "bed", "bid", "big", "bin", "bit", "bond", "box", "boy", "bus", "buy", "cab", "can", "car", "card", "case", "cash", "cell", "char", "chip", "city", "club", "coin", "com", "corn", "cost", "court",
        "cow", "crop", "cup", "cut", "data", "date", "day", "deal", "deck", "desk", "dish", "dog", "door", "dose", "dot", "dry", "due", "ear", "egg", "end", "eye", "face", "fan", "far", "farm", "fat", "fee", "file", "film", "fin", "fire", "fit", "fix", "flat", "food", "foot", "for", "form", "fox", "free", "fuel", "full", "fund", "gas",
        "gate", "goal", "gold", "grant", "group", "ham", "hand", "hat", "head", "hen", "hit", "home", "host", "hot", "hub", "ice", "ink", "item", "job", "join", "key", "kid", "kin", "lab", "land", "last", "law", "lead", "leg", "let", "lid", "line", "link", "list", "load", "loan", "log", "lot", "low", "mail", "main", "man", "map", "mark", "mass", "men", "menu",
        "met", "mid", "min", "mix", "mod", "mode", "mon", "moth", "net", "new", "node", "non", "not", "note", "oil", "old", "one", "open", "order", "out", "own", "pack", "page", "pair", "pan", "par", "park", "part", "pass", "past", "pay", "pen", "per", "pet", "pick", "pig", "pin", "pit", "plan", "plant", "plat", "play", "plot", "pool", "port", "post", "pot", "pre", "pro", "pump", "race", "rail", "rain",
        "ran", "rank", "rat", "raw", "red", "rent", "rep", "reps", "rest", "rig", "ring", "risk", "road", "rod", "role", "room", "root", "row", "run", "sale", "sample", "sat", "save", "sea", "seat", "self", "sell", "set", "sex", "ship", "shop", "show", "side", "sign", "sin", "sit", "site", "six", "size", "skill", "ski", "slot", "son", "song", "spa", "spot", "star", "start", "state", "step", "stock", "stop", "store", "sum", "sun", "tab", "tag", "tan", "tank",
        "tap", "task", "tax", "tea", "team", "ten", "term", "test", "text", "the", "tie", "time", "tip", "tool", "top", "town", "toy", "track", "trade", "train", "tree", "trip", "tub", "two", "type", "unit", "use", "user", "van", "vat", "view", "vote", "war", "ward", "wash", "water", "way", "web", "well", "wet", "win", "wine", "wing", "wood", "word", "work", "yard", "year", "zone", "zoo",
    };

    private readonly HashSet<string> said = new(StringComparer.Ordinal);
    private readonly SortedSet<string> ofTables = new(StringComparer.Ordinal);
    private readonly SortedSet<string> ofColumns = new(StringComparer.Ordinal);

    private DatasetWords()
    {
    }

    /// <summary>The words of a dataset's tables and columns.</summary>
    public static DatasetWords Of(IEnumerable<TableProfile> tables)
    {
        var words = new DatasetWords();
        foreach (var table in tables)
        {
            words.Add(words.ofTables, table.Name);
            foreach (var column in table.Columns)
                words.Add(words.ofColumns, column.Header);
        }

        return words;
    }

    /// <summary>The words of a name with short ones written out.</summary>
    /// <param name="words">The words as written.</param>
    /// <param name="column">The values; null for the name of a table.</param>
    public IReadOnlyList<string> Meaning(IReadOnlyList<string> words, ColumnProfile? column)
    {
        var meaning = new List<string>();
        for (var i = 0; i < words.Count; i++)
            meaning.AddRange((Said(words, i, column) ?? NameWords.Expand(words, i)).Split(' '));
        // "dba_name".
        if (meaning is ["business", "name", "name"])
            meaning.RemoveAt(2);
        // StatusCur: the current status.
        return meaning is [.. var rest, "current"] && words[^1] != "current" ? ["current", .. rest] : meaning;
    }

    /// <summary>Whether the name of a table has the word.</summary>
    public bool IsOfTable(string word) => ofTables.Contains(NameWords.Singular(word));

    private void Add(SortedSet<string> full, string name)
    {
        foreach (var word in NameWords.Split(name).Where(w => w.Length >= ShortestFull && w.All(char.IsAsciiLetter) && !Abbreviations.Knows(w)))
        {
            said.Add(NameWords.Singular(word));
            full.Add(NameWords.Singular(word));
        }
    }

    // What the dataset says that the word stands for, or its values; null where there is only the usual meaning.
    private string? Said(IReadOnlyList<string> words, int place, ColumnProfile? column)
    {
        var word = words[place];
        if (Abbreviations.SensesOf(word) is { Count: > 0 } senses)
            return Of(senses, words, place, column) ?? word;
        if (!IsTold(words, place) || Tellers.Contains(word))
            return null;
        // The "ord" of orderlines is an order still.
        return Abbreviations.Of(word) is { } usual ? (said.Contains(usual) || Only(ofTables, word) is not { } thing || thing.StartsWith(usual, StringComparison.Ordinal) ? null : thing) : Only(ofTables, word) ?? (column is null ? null : Only(ofColumns, word));
    }

    private string? Of(IReadOnlyList<Sense> senses, IReadOnlyList<string> words, int place, ColumnProfile? column)
    {
        bool IsGuess(Sense sense) => sense.Fit is { } fit && Fits(fit, words, place, column, isTable: false);
        // What another name says, unless the values are of the other meaning: 1.5 is a distance beside all districts.
        return senses.FirstOrDefault(s => said.Contains(s.Word) && (Fits(s.Fit ?? SenseFit.Thing, words, place, column, ofTables.Contains(s.Word)) || !senses.Any(o => o != s && IsGuess(o))))?.Word
            ?? senses.FirstOrDefault(s => s.Cues.Any(said.Contains) || s.Beside.Any(words.Contains))?.Word
            ?? (IsTold(words, place) ? Only(ofTables, words[place]) : null)
            ?? senses.FirstOrDefault(IsGuess)?.Word;
    }

    private static bool Fits(SenseFit fit, IReadOnlyList<string> words, int place, ColumnProfile? column, bool isTable)
    {
        var isTold = IsTold(words, place);
        var isNumber = column is { Type: ColumnType.Integer or ColumnType.Decimal } && !isTold;
        return fit switch
        {
            SenseFit.Number => isNumber,
            SenseFit.Total => isNumber && place + 1 == words.Count,
            SenseFit.Date => column is { Type: ColumnType.Date or ColumnType.Timestamp },
            // Where there is a table of districts, a district has a number that is no amount.
            SenseFit.Thing => isTold || column is null || (isTable && column is { Type: ColumnType.Integer, Minimum: >= 0, Maximum: <= MostOfFew, Distinct: <= MostDistinctOfFew }) || column.Type == ColumnType.Text,
            SenseFit.Last => isTold || place + 1 == words.Count || words[place + 1] is "date" or "dt" or "flag" or "flg",
            SenseFit.Pair => words.Count == 1 && column is { Type: ColumnType.Text, AverageLength: 2 },
            SenseFit.Others => words.Count > 1,
            _ => true,
        };
    }

    private static bool IsTold(IReadOnlyList<string> words, int place) => place + 1 < words.Count && Tellers.Contains(words[place + 1]);

    // The one word that begins so, where the beginning is no word of its own.
    private string? Only(SortedSet<string> full, string word)
    {
        if (word.Length is < ShortestBeginning or > LongestBeginning || Words.Contains(word) || full.Contains(word) || ofTables.Contains(word) || !word.All(char.IsAsciiLetter))
            return null;
        return full.Where(f => NameWords.IsShort(word, f)).Take(2).ToList() is [var only] && !Endings.Contains(NameWords.Singular(only[word.Length..])) ? only : null;
    }
}
