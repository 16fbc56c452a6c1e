using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"republicans" where a party is REP, "committees" where a column is called CMTE: a word that nothing knows, and the one short form of it that the data have.</summary>
internal sealed class CodeWordRecognizer : Recognizer
{
    private const double Strength = 0.6;
    private const int ShortestWord = 5;
    private const int ShortestCode = 3;
    private const int LongestCode = 5;
    private const int MostCodes = 20;

    public override void Recognize(LinkedQuestion question)
    {
        if (!question.Lexicon.IsDrafted)
            return;
        for (var i = 0; i < question.Words.Count; i++)
        {
            var word = question.Words[i].Token;
            // "visited" of VISIT is the word itself.
            if (word.Folded.Length < ShortestWord || word.Folded.EndsWith("ed", StringComparison.Ordinal) || word.Folded.EndsWith("ing", StringComparison.Ordinal) || !word.Folded.All(char.IsAsciiLetterLower) || !question.Words[i].IsContent || question.Mentions.Any(m => m.Start <= i && m.End > i && m.Target is not MentionTarget.Relation))
                continue;
            if (Codes(question.Lexicon).Where(c => word.Folded.StartsWith(c.Text, StringComparison.OrdinalIgnoreCase)).Take(2).ToList() is [var code])
                question.Propose(Mention.Of(i, i + 1, code, Strength, LinkKind.General));
            else if (Columns(question.Lexicon, word.Stem).Take(2).ToList() is [var column])
                question.Propose(Mention.Of(i, i + 1, column, Strength, LinkKind.General));
        }
    }

    // The few values of a column that are all written as short forms are.
    private static IEnumerable<MentionTarget.Value> Codes(Lexicon lexicon) => lexicon.Values.Columns
        .Where(c => c.Complete && c.Values.Count is > 1 and <= MostCodes && c.Values.All(v => v.Length <= LongestCode && v.All(char.IsAsciiLetterUpper)) && lexicon.Reach.Column(c.Table, c.Column) is { Type: ColumnType.Text, Visibility: ColumnVisibility.Public })
        .SelectMany(c => c.Values.Where(v => v.Length >= ShortestCode).Select(v => new MentionTarget.Value(c.Table, c.Column, v)));

    // A name's word without its vowels.
    private static IEnumerable<MentionTarget.Column> Columns(Lexicon lexicon, string word) => lexicon.Model.Tables.SelectMany(t => t.Columns.Where(c => c is { Kind: ColumnKind.Dimension, Visibility: ColumnVisibility.Public } && c.Name.Split('_').Any(n => IsShort(n, word)))
        .Select(c => new MentionTarget.Column(t.Name, c.Name)));

    private static bool IsShort(string name, string word)
    {
        if (name.Length is < ShortestCode or > LongestCode || name[0] != word[0] || name.Count("aeiou".Contains) > 1)
            return false;
        var at = 0;
        foreach (var letter in word)
            at += at < name.Length && letter == name[at] ? 1 : 0;
        return at == name.Length && name[^1] == word[^1];
    }
}
