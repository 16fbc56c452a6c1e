using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"who has served at Gannet Rock": the people of the only table of people that has to do with what is named.</summary>
internal sealed class WhoRecognizer : Recognizer
{
    private const double Strength = 0.75;

    // What is told of people only.
    private static readonly HashSet<string> Owning = new(StringComparer.Ordinal) { "own", "owns", "owned", "keep", "keeps", "kept", "has", "have", "had", "breeds", "bred", "trains", "trained", "rides", "rode", "flies", "flew" };

    public override void Recognize(LinkedQuestion question)
    {
        if (question.Folded is not ["who", ..] || !question.Lexicon.IsDrafted || AsksForRole(question))
            return;
        var values = question.Mentions.Where(m => m.Target is MentionTarget.Value && m.Link is LinkKind.Exact or LinkKind.Stem).Select(m => ((MentionTarget.Value)m.Target).TableName).ToHashSet(StringComparer.Ordinal);
        var people = question.Lexicon.Model.Tables.Where(People.AreIn).Select(t => t.Name).ToList();
        // "who has rowed": the rowers.
        if (values.Count == 0 && people.FindAll(p => question.Mentions.Any(m => IsVerb(question, m) && m.Candidates.Any(c => c.Target is MentionTarget.Table table && table.Name == p))) is [var doers])
        {
            foreach (var verb in question.Mentions.Where(m => IsVerb(question, m) && m.Target is MentionTarget.Table table && table.Name == doers).ToList())
                question.Replace(verb, Mention.Of(verb.Start, verb.End, new MentionTarget.Relation(), verb.Strength));
            Name(question, doers);
            return;
        }

        // "who has never borrowed a game": whoever the loans are of, and not the game.
        if (question.Mentions.Where(m => IsVerb(question, m) && m.Target is MentionTarget.Table).Select(m => ((MentionTarget.Table)m.Target).Name).Distinct().ToList() is [var deeds] && !people.Contains(deeds)
            && people.FindAll(p => question.Lexicon.Model.Relationships.Any(r => r.FromTable == deeds && r.ToTable == p)) is [var doer])
        {
            Name(question, doer);
            return;
        }

        // "who has rung bells for the most minutes": of what was done.
        if (values.Count == 0 && question.Folded is not ["who", "is" or "was" or "are" or "were", ..] && !question.Mentions.Any(m => m.Target is MentionTarget.Grouping { Each: true }))
            values.UnionWith(question.Mentions.Where(m => m.Target is MentionTarget.Table && m.Strength >= LinkStrengths.RoleNoun && !IsVerb(question, m)).Select(m => ((MentionTarget.Table)m.Target).Name));
        // "who owns the heaviest bird": birds have a sex, too, and somebody that they belong to.
        if (values.Count == 1 && question.Folded.Count > 1 && Owning.Contains(question.Folded[1]) && people.FindAll(p => !values.Contains(p) && question.Lexicon.Model.Relationships.Any(r => r.ToTable == p && values.Contains(r.FromTable))) is [var owner])
        {
            Name(question, owner);
            return;
        }

        // "who is the youngest": of the people that have an age.
        if (values.Count == 0 && !question.Mentions.Any(m => m.Target is MentionTarget.Table) && people.FindAll(p => question.Mentions.Any(m => m.Candidates.Any(c => c.Target is MentionTarget.Gradable graded && graded.TableName == p))) is [var graded])
        {
            Name(question, graded);
            return;
        }

        if (values.Count == 0 || people.Exists(p => values.Contains(p) || question.Mentions.Any(m => !IsVerb(question, m) && m.Candidates.Any(c => c.Target is MentionTarget.Table table && table.Name == p) && m.Strength >= LinkStrengths.RoleNoun)))
            return;
        var near = people.Select(p => (Table: p, Steps: values.Min(v => question.Lexicon.Reach.From(p).Related(v)))).Where(p => p.Steps < TableReach.Nowhere).OrderBy(p => p.Steps).ToList();
        if (near is not [var only] && (near.Count < 2 || near[0].Steps == near[1].Steps))
            return;
        Name(question, near[0].Table);
    }

    // "who's the manager of the store with …": the column of the role says who.
    private static bool AsksForRole(LinkedQuestion question)
    {
        var at = 1;
        while (at < question.Folded.Count && question.Folded[at] is "is" or "are" or "was" or "were" or "the" or "our")
            at++;
        return at > 1 && question.Mentions.Any(m => m.Start == at && m is { Target: MentionTarget.Column, Strength: >= LinkStrengths.RoleNoun } && m.Candidates.Any(c => c.Target is MentionTarget.Column role && question.Lexicon.Reach.Column(role.TableName, role.ColumnName) is { Type: ColumnType.Text, Kind: ColumnKind.Dimension }));
    }

    private static void Name(LinkedQuestion question, string table)
    {
        question.Withdraw(m => m is { Start: 0, Target: MentionTarget.Listing });
        question.Propose(Mention.Of(0, 1, new MentionTarget.Table(table), Strength, LinkKind.General));
    }

    // "who has rowed" of rowers: the verb names nobody.
    private static bool IsVerb(LinkedQuestion question, Mention mention) => mention.End == mention.Start + 1 && mention.Link != LinkKind.Exact && Words.RelationVerbs.IsPast(question.Folded[mention.Start]);
}
