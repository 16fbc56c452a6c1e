namespace NlSql.Query.Linking.Words;

/// <summary>What people say beside a question, which says nothing where the model has no word of it.</summary>
internal static class AsideWords
{
    private static readonly string[] Rows = ["row", "line", "record", "entry", "one"];

    private static readonly string[] Wholes = ["fleet", "chain", "network", "portfolio", "group", "firm", "practice", "clinic", "factory", "plant"];

    private static readonly string[] Lists = ["payroll", "books", "roster", "staff list", "list", "register"];

    /// <summary>Phrases that never say more than that all there is counts, or when in no particular.</summary>
    public static PhraseIndex<bool> Phrases { get; } = PhraseIndex<bool>.OfLists(
        [
            (true, "at some point, at some point in time, at some time, at one time or another, at one point or another, at any point, taken together, would you mind telling me, would you mind, do you mind telling me, mind telling me, would you be so kind, be so kind as to tell me, i would like to know, id like to know, i wonder, i wonder if, i need to know, i am curious, im curious, would you, names are enough, names will do, just its name, just their names, i was wondering, good morning, good afternoon, good evening, can you see, could you see, if it isnt too much bother, if it is not too much trouble, if it isnt too much trouble, if its not too much trouble, and so on, for the accounts, for my records, for the records, for our records, for the board, for the meeting, if it isn t too much bother, if it isn t too much trouble, give me names, give me the names, give me their names, names would be good, sorry, sorry but, apologies, apologies but, by the way, btw, at the moment, at this moment, at present, as of now, as we speak, just tell me, just tell me how many, number only, just the number, only the number, in one number, just curious, out of curiosity, everyone in the file counts, everybody in the file counts, everyone counts, everybody counts, everything counts, all of them count, they all count, counting everything, counting everyone, counting everybody, counting all of them, counting all rows, counting all lines, counting all records, counting only, only counting, count only, considering only, only considering, taking only, looking only at, looking at only"),
            .. Rows.SelectMany(row => new[] { "each", "every", "every single" }.Select(each => (true, $"counting {each} {row}, counting {each} {row} as one, counting {each} {row} once, {each} {row} counts, {each} {row} counts as one, {each} {row} counts once"))),
            (false, string.Join(", ", Wholes.SelectMany(whole => new[] { "in the", "in our", "across the", "across our" }.Select(place => $"{place} {whole}")).Concat(Lists.SelectMany(list => new[] { $"on the {list}", $"on our {list}" })))),
        ]);

    /// <summary>Where a question ends with "and how many", "and how much each?": of what it says before; null where it does not.</summary>
    public static int? HowMany(IReadOnlyList<string> words)
    {
        if (words.Count > 4 && words.SkipLast(words[^1] == "?" ? 1 : 0).TakeLast(4).ToList() is ["and", "what" or "how", "is" or "was" or "much" or "many", "it" or "that"])
            return words.Count - 4 - (words[^1] == "?" ? 1 : 0);
        var end = words.Count;
        while (end > 0 && words[end - 1] is "?" or "." or "each" or "exactly" or "it" or "was" or "is" or "that" or "altogether" or "please")
            end--;
        var start = end - 2;
        if (start < 2 || words[start] != "how" || words[end - 1] is not ("many" or "much"))
            return null;
        return words[start - 1] != "and" ? null : words[start - 2] is "," or "-" ? start - 2 : start - 1;
    }
}
