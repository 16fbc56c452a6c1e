using System.Runtime.CompilerServices;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"start and end dates", "color code and description": names that differ in one word, and what they have in common is said once.</summary>
internal sealed class CoordinatedNameRecognizer : Recognizer
{
    private const double Whole = 0.95;
    private const double PartOfName = 0.85;

    // The words of every name are looked at for each "and".
    private static readonly ConditionalWeakTable<TableDefinition, IReadOnlyList<(MentionTarget.Column Column, List<string> Words)>> Known = [];

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 1; i + 1 < question.Words.Count; i++)
        {
            if (question.Folded[i] is "and" or "or" or "&" && IsPlain(question.Words[i - 1].Token) && IsPlain(question.Words[i + 1].Token))
                Pair(question, i - 1, i + 1);
        }
    }

    private static IReadOnlyList<(MentionTarget.Column Column, List<string> Words)> Names(TableDefinition table) =>
        [.. table.Columns.Where(c => c.Visibility == ColumnVisibility.Public).Select(c => (new MentionTarget.Column(table.Name, c.Name), Words(c.Name)))];

    private static bool IsPlain(Token token) => token is { Kind: TokenKind.Word, Number: null };

    private static void Pair(LinkedQuestion question, int one, int other)
    {
        var found =
            from table in question.Lexicon.Model.Tables
            let names = Known.GetValue(table, Names)
            from first in names
            where first.Words.Count > 1 && first.Words.Contains(Stem(question, one))
            from second in names
            where second != first && second.Words.Count == first.Words.Count && second.Words.Contains(Stem(question, other))
            let common = first.Words.Where(w => w != Stem(question, one)).ToList()
            where common.Count == first.Words.Count - 1 && common.SequenceEqual(second.Words.Where(w => w != Stem(question, other)))
            let start = Reach(question, common, one, -1)
            let end = Reach(question, common, other, 1)
            let said = one - start + end - other
            where said > 0
            select (First: first.Column, Second: second.Column, Start: start, End: end + 1, Said: Math.Min(said, common.Count), IsWhole: said >= common.Count);
        var pairs = found.ToList();
        if (pairs.Count == 0)
            return;
        var best = pairs.Where(p => (p.IsWhole, p.Said) == pairs.Max(o => (o.IsWhole, o.Said))).ToList();
        Propose(question, best[0].Start, one + 1, best[0].IsWhole, [.. best.Select(p => p.First)]);
        Propose(question, other, best[0].End, best[0].IsWhole, [.. best.Select(p => p.Second)]);
    }

    // What is plainly called so already stays what it is.
    private static void Propose(LinkedQuestion question, int start, int end, bool isWhole, IEnumerable<MentionTarget.Column> columns)
    {
        var known = question.Mentions.FirstOrDefault(m => m.Start == start && m.End == end && m.Target is MentionTarget.Column);
        if (known is { Link: LinkKind.Exact or LinkKind.Stem or LinkKind.Synonym })
            return;
        var named = new Mention(start, end, columns.Distinct().Select(c => new MentionCandidate(c, isWhole ? Whole : PartOfName, LinkKind.Stem)).ToValueList());
        if (known is null)
            question.Propose(named);
        else
            question.Replace(known, named with { Weight = known.Weight });
    }

    private static int Reach(LinkedQuestion question, List<string> common, int from, int step)
    {
        while (from + step >= 0 && from + step < question.Words.Count && common.Contains(Stem(question, from + step)))
            from += step;
        return from;
    }

    private static string Stem(LinkedQuestion question, int at) => question.Words[at].Token.Stem;

    private static List<string> Words(string name) => [.. name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(w => EnglishStemmer.Stem(TextFolding.Fold(w)))];
}
