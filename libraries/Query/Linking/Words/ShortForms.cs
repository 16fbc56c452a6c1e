using System.Collections.Frozen;

namespace NlSql.Query.Linking.Words;

/// <summary>Short forms that nobody lists, as names of columns use them: the beginning of a word (<c>disch</c>), or its consonants (<c>fmt</c>).</summary>
internal static class ShortForms
{
    private const int Shortest = 3;
    private const int Longest = 8;
    private const int LettersSaved = 2;

    // Words that are whole as they are, though longer ones begin like them.
    private static readonly FrozenSet<string> Whole = new[]
    {
        "act", "add", "age", "air", "all", "and", "ant", "any", "arm", "art", "ask", "bad", "bag", "ban", "bank", "bar", "base", "bat", "bed", "bee", "bid", "big", "bill", "bit", "blue", "boat", "body", "book", "box", "boy", "bus", "but",
        "buy", "call", "can", "cap", "car", "card", "care", "case", "cash", "chart", "city", "club", "coat", "code", "color", "cook", "copy", "corn", "cost", "cow", "cup", "cut", "date", "day", "deal", "den", "desk", "die", "dog", "door",
        "down", "draw", "due", "ear", "eat", "egg", "end", "era", "eye", "face", "fact", "fall", "fan", "far", "farm", "fat", "fee", "few", "file", "fill", "film", "fine", "fire", "firm", "fish", "fit", "fix", "flat", "flow", "food", "foot",
        "for", "form", "free", "fun", "fund", "game", "gap", "gas", "get", "gift", "girl", "goal", "gold", "good", "gun", "hair", "half", "hall", "hand", "hat", "head", "heat", "her", "high", "hill", "him", "his", "hit", "home", "hot", "hour",
        "how", "ice", "ill", "ink", "item", "its", "job", "join", "key", "kid", "kind", "king", "land", "last", "law", "lay", "lead", "led", "leg", "let", "lie", "life", "line", "list", "loan", "long", "lot", "low", "mail", "main", "man",
        "many", "map", "mark", "mass", "mat", "men", "mid", "mile", "mine", "mix", "month", "more", "name", "net", "new", "not", "note", "now", "nut", "odd", "off", "oil", "old", "one", "open", "order", "other", "our", "out", "own", "pack",
        "page", "paid", "pair", "pan", "part", "pass", "past", "path", "pay", "pen", "pet", "pick", "pin", "plan", "play", "plot", "pool", "poor", "port", "post", "pot", "price", "pro", "race", "rain", "rank", "rate", "raw", "read", "real",
        "rear", "red", "rent", "rest", "rich", "ride", "ring", "rise", "road", "role", "room", "root", "row", "rule", "run", "sad", "sale", "sales", "sand", "save", "say", "sea", "seat", "see", "sell", "send", "set", "sex", "ship", "shop",
        "show", "side", "sign", "site", "six", "size", "sky", "son", "song", "sort", "star", "start", "stat", "state", "stay", "step", "stock", "stop", "store", "sub", "sum", "sun", "tail", "tank", "tax", "tea", "team", "ten", "test",
        "text", "the", "tie", "time", "tip", "title", "ton", "tool", "top", "tour", "town", "toy", "trade", "train", "tree", "trip", "type", "unit", "use", "user", "van", "war", "was", "watt", "wave", "way", "wed", "week", "west", "wet",
        "who", "wide", "win", "wind", "wine", "wing", "wood", "word", "work", "year", "yes", "yet", "you", "zip", "zone",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a word of a name may be short for others.</summary>
    public static bool MayBe(string word) => word.Length is >= Shortest and <= Longest && word.All(char.IsAsciiLetterLower) && !Whole.Contains(word);

    /// <summary>Whether a word of a name is short for a word of a question.</summary>
    public static bool IsFor(string shortForm, string word) => word.Length >= shortForm.Length + LettersSaved && word[0] == shortForm[0]
        && (word.StartsWith(shortForm, StringComparison.Ordinal) || IsSkeleton(shortForm, word) || (shortForm.Length > Shortest && shortForm[^1] == 'd' && IsSkeleton(shortForm[..^1], word)));

    // "fmt" of format, "dlvd" of delivery: consonants of the word in their order, its last one as the last.
    private static bool IsSkeleton(string shortForm, string word)
    {
        // "newsltr" has its vowels, where it begins as the word does.
        if (shortForm.Skip(1).Any(IsVowel) && (shortForm.Length <= Shortest + 1 || !word.StartsWith(shortForm[..Shortest], StringComparison.Ordinal)))
            return false;
        var at = 0;
        foreach (var letter in word)
        {
            if (at < shortForm.Length && shortForm[at] == letter)
                at++;
        }

        return at == shortForm.Length && (shortForm.Length > Shortest || word.Last(c => !IsVowel(c)) == shortForm[^1]);
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';
}
