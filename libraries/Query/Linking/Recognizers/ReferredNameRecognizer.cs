using NlSql.Query.Model;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"the names of their home kennels": a column that refers to kennels is called after them, and they are meant as well as the column.</summary>
internal sealed class ReferredNameRecognizer : Recognizer
{
    private const double Loss = 0.01;

    public override void Recognize(LinkedQuestion question)
    {
        // "the names of their makers" of a column that refers to people in that role.
        foreach (var role in question.Mentions.Where(m => m.Target is MentionTarget.Column && m.End == m.Start + 1).ToList())
        {
            if (!IsNamed(question, role) || question.Mentions.Any(m => m.Start == role.Start && m.End == role.End && m.Target is MentionTarget.Table))
                continue;
            var people = role.Candidates.Select(c => c.Target).OfType<MentionTarget.Column>().Select(c => question.Lexicon.Model.Relationships.FirstOrDefault(r => r.Role is not null && r.FromTable == c.TableName && r.FromColumns is [var only] && only == c.ColumnName)?.ToTable).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            if (people is [var whom])
                question.Propose(Mention.Of(role.Start, role.End, new MentionTarget.Table(whom), Math.Max(role.Strength, LinkStrengths.RoleNoun), role.Link));
        }

        foreach (var column in question.Mentions.Where(m => m.Target is MentionTarget.Column && m.End > m.Start + 1 && m.Link is LinkKind.Exact or LinkKind.Stem).ToList())
        {
            var key = (MentionTarget.Column)column.Target;
            var grouped = column.Start > 0 && question.Folded[column.Start - 1] is "by" or "per" or "each" or "every" or "which" or "what";
            if ((grouped || IsNamed(question, column)) && question.Lexicon.Model.Relationships.FirstOrDefault(r => r.FromTable == key.TableName && r.FromColumns is [var only] && only == key.ColumnName)?.ToTable is { } referred
                && question.Mentions.Any(m => m.End == column.End && m.Start > column.Start && m.Target is MentionTarget.Table table && table.Name == referred)
                && !question.Mentions.Any(m => m.Start == column.Start && m.End == column.End && m.Target is MentionTarget.Table))
            {
                // "rowers per home club": nobody knows the clubs by the number that the column holds.
                if (grouped && question.Lexicon.Reach.Table(referred) is { } named && DisplayColumns.NameColumn(named) is not null)
                {
                    question.Withdraw(m => m.Start >= column.Start && m.End <= column.End && m.Target == column.Target);
                    question.Propose(Mention.Of(column.Start, column.End, new MentionTarget.Table(referred), column.Strength, column.Link));
                }
                else
                    question.Propose(Mention.Of(column.Start, column.End, new MentionTarget.Table(referred), column.Strength - Loss, column.Link));
            }
        }
    }

    // "names of their home kennels", "city of their home club", "home kennel names".
    private static bool IsNamed(LinkedQuestion question, Mention column)
    {
        if (question.Folded.ElementAtOrDefault(column.End) is "name" or "names")
            return true;
        var at = column.Start - 1;
        while (at > 1 && question.Folded[at] is "their" or "its" or "his" or "her" or "the" or "each")
            at--;
        return at > 0 && question.Folded[at] == "of" && question.Mentions.Any(m => m.End == at && m.Target is MentionTarget.Column);
    }
}
