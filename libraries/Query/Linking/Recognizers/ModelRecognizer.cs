using NlSql.Query.Linking.Words;
using NlSql.Query.Model;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>Names, synonyms and values of the model and the data. One mention per span and kind, its candidates strongest first.</summary>
internal sealed class ModelRecognizer : Recognizer
{
    private const double AmbiguousWordStrength = 0.45;
    private const double FillerStrength = 0.05;
    private const double Named = 0.95;
    private const int ShortestOfPart = 5;
    private const int MostCandidates = 40;

    private static readonly HashSet<string> Unspoken = new(StringComparer.Ordinal) { "by", "in", "on", "at", "to", "from", "of", "for", "with", "per", "and", "or", "how", "as", "is", "what", "when", "where", "who", "which", "why", "the", "a", "all", "not" };

    public override void Recognize(LinkedQuestion question)
    {
        Dictionary<(int End, Type Kind), Dictionary<MentionTarget, MentionCandidate>> found = [];
        for (var start = 0; start < question.Words.Count; start++)
        {
            found.Clear();
            Walk(question, start, start, 0, 0, 0, "", found);
            foreach (var ((end, kind), candidates) in found.OrderBy(f => f.Key.End).ThenBy(f => f.Key.Kind.Name, StringComparer.Ordinal))
            {
                // "long stops" are what the model calls so, not stops of the "Long Shaft".
                if (kind == typeof(MentionTarget.Value) && candidates.Values.All(c => c.Link == LinkKind.Part) && found.Any(f => f.Key.End > end && f.Key.Kind == typeof(MentionTarget.Segment) && f.Value.Values.Any(c => c.Link is LinkKind.Exact or LinkKind.Synonym or LinkKind.Stem)))
                    continue;
                IEnumerable<MentionCandidate> own = candidates.Values;
                if (kind == typeof(MentionTarget.Column) && found.TryGetValue((end, typeof(MentionTarget.Table)), out var tables))
                {
                    var said = string.Join('_', question.Folded.Skip(start).Take(end - start));
                    own = own.Where(c => !RefersTo(question, c, said, tables.Keys));
                }

                var strongest = own.Order(TargetOrder.Instance).Take(MostCandidates).ToValueList();
                if (strongest.Count > 0)
                    question.Propose(new(start, end, strongest));
            }
        }

        Articles(question);
        // "operational" as a state that rows have is no short word for a column oper_from.
        foreach (var value in question.Mentions.Where(m => m is { Target: MentionTarget.Value, Link: LinkKind.Exact, Strength: >= Named } && m.End == m.Start + 1 && question.Words[m.Start].Forms.Any(f => f.Related)).ToList())
            question.Withdraw(c => c is { Target: MentionTarget.Column column, Link: LinkKind.Stem, Strength: < Named } && c.Start == value.Start && c.End == value.End && question.Lexicon.Reach.From(column.TableName).Steps(((MentionTarget.Value)value.Target).TableName) < TableReach.Nowhere);
        // Nor is the "height" of a column a state called high.
        foreach (var column in question.Mentions.Where(m => m is { Target: MentionTarget.Column, Link: not LinkKind.General, Strength: >= LinkStrengths.Core - 0.01 } && m.End == m.Start + 1 && question.Words[m.Start].Forms.Any(f => f.OfValue)).ToList())
            question.Withdraw(v => v is { Target: MentionTarget.Value, Link: LinkKind.Stem, Strength: < Named } && v.Start == column.Start && v.End == column.End);
        // "car parks" are no parks of cars where a column is called so.
        var names = question.Mentions.Where(c => c.Target is MentionTarget.Column && c.Strength >= Named && c.End - c.Start > 1).ToList();
        if (names.Count > 0)
            question.Withdraw(v => v.Target is MentionTarget.Value && names.Exists(c => c.Start <= v.Start && c.End >= v.End && c.End - c.Start > v.End - v.Start));
    }

    // "the average basket" of a measure that is called average basket: its article is no part of an average of baskets.
    private static void Articles(LinkedQuestion question)
    {
        foreach (var metric in question.Mentions.Where(m => m is { Target: MentionTarget.Metric, Strength: >= Named } && m.End - m.Start > 1).ToList())
        {
            // "above the average list price" averages a column.
            if (!question.Lexicon.IsDrafted && !question.Mentions.Any(c => c.Target is MentionTarget.Column && c.Start > metric.Start && c.End == metric.End))
                question.Withdraw(a => a.Target is MentionTarget.Aggregate && a.Start == metric.Start - 1 && a.End > metric.Start && a.End < metric.End);
        }
    }

    // "customer" is the customer where there is a table of them, not the number by which a sale refers to one.
    private static bool RefersTo(LinkedQuestion question, MentionCandidate candidate, string said, IEnumerable<MentionTarget> tables) => candidate.Target is MentionTarget.Column key && (said != key.ColumnName || IsNumberOfNamed(question, key)) && key.ColumnName.Split('_') is [_] or [_, "id" or "no" or "number" or "code" or "ref" or "nr"]
        && question.Lexicon.Model.Relationships.Any(r => r.FromTable == key.TableName && r.FromColumns is [var only] && only == key.ColumnName && tables.Any(t => t is MentionTarget.Table table && table.Name == r.ToTable));

    // "teacher" of a course, a number, and the teachers have names.
    private static bool IsNumberOfNamed(LinkedQuestion question, MentionTarget.Column key) => (question.Lexicon.Model.FindTable(key.TableName)?.FindColumn(key.ColumnName)?.Type == ColumnType.Integer || question.Lexicon.Values.AreCodes(key.TableName, key.ColumnName))
        && question.Lexicon.Model.Relationships.Any(r => r.FromTable == key.TableName && r.FromColumns is [var only] && only == key.ColumnName && question.Lexicon.Model.FindTable(r.ToTable) is { } things && (DisplayColumns.NameColumn(things) is not null || DisplayColumns.PersonNames(things).Count > 0));

    private static void Walk(
        LinkedQuestion question, int start, int at, int node, int corrections, int related, string surface,
        Dictionary<(int, Type), Dictionary<MentionTarget, MentionCandidate>> found)
    {
        if (at == question.Words.Count)
            return;
        var word = question.Words[at];
        if (word.Token.Kind is TokenKind.Symbol or TokenKind.Quoted)
            return;
        foreach (var form in word.Forms)
        {
            var next = question.Lexicon.Phrases.Step(node, form.Stem);
            if (next < 0)
                continue;
            var read = surface.Length == 0 ? form.Folded : $"{surface} {form.Folded}";
            var errors = corrections + form.Corrections;
            var roots = related + (form.Related ? 1 : 0);
            foreach (var entry in question.Lexicon.Phrases.At(next))
                Add(question, start, at + 1, entry, read, errors, roots, form.OfValue, found);
            Walk(question, start, at + 1, next, errors, roots, read, found);
        }
    }

    private static void Add(
        LinkedQuestion question, int start, int end, LexiconEntry entry, string read, int errors, int roots, bool ofValue,
        Dictionary<(int, Type), Dictionary<MentionTarget, MentionCandidate>> found)
    {
        // "tickets no one is assigned to" speaks of nobody, not of the ticket no. 1.
        if (question.Words[end - 1].Best == "no" && end < question.Words.Count && question.Words[end].Best == "one")
            return;
        // "by enrolments? Number too": no name goes on in another sentence, unless it is written so ("St. Gallen").
        if (entry.Target is not MentionTarget.Value && Enumerable.Range(start + 1, end - start - 1).Any(i => question.Words[i].Token.StartsSentence))
            return;
        // Who "took a course" took no money.
        if (entry.Surface == "takings" && end < question.Words.Count && question.Folded[end] is "a" or "an" or "the" or "both" or "any" or "our" or "their" && !question.Folded[start].StartsWith("taking", StringComparison.Ordinal))
            return;
        // A column called "By" or "How" is not meant by every "by" and "how".
        if (entry.Target is MentionTarget.Column && end == start + 1 && Unspoken.Contains(read))
            return;
        // "churn month" is the month of the churn date.
        if (entry is { Link: LinkKind.General, Target: MentionTarget.Column } && end > start + 1 && TimeWords.Unit(question.Words[end - 1].Best) is not null)
            return;
        // "the team" is no misspelled Tram Depot: a short word is misspelled only where it stands for a whole name.
        if (errors > 0 && entry is { Target: MentionTarget.Value, Link: LinkKind.Part } && end == start + 1 && question.Folded[start].Length <= ShortestOfPart)
            return;
        // "the highest dams" are not those of hazard class High.
        if (entry.Target is MentionTarget.Value && question.Folded[end - 1].EndsWith("est", StringComparison.Ordinal) && !entry.Surface.EndsWith("est", StringComparison.Ordinal) && GradableWords.Phrases.Knows(question.Folded[end - 1]))
            return;
        var strength = entry.Strength - (errors * LinkStrengths.TypingErrorLoss);
        var link = errors > 0 ? LinkKind.Fuzzy : entry.Link;
        // "shorn" is what the shearer did, and is not the shearer; "driven by Ann" and "who drove" are about drivers.
        if (roots > 0 && entry.Target is MentionTarget.Column && IsAgent(entry.Surface) && !IsAgent(question.Folded[start]) && RelationVerbs.IsPast(question.Folded[start]) && !question.Folded.Any(w => w == entry.Surface || w == entry.Surface + "s") && !(end < question.Words.Count && question.Words[end].Best == "by") && question.Folded[0] is not ("who" or "whom"))
            return;
        if (roots > 0)
        {
            // Values are names and texts: other forms of their words are other values. "expensive" is near enough to expenses, but not to what else they are called.
            if (entry.Target is MentionTarget.Value != ofValue || entry is { Link: LinkKind.General, Strength: <= LinkStrengths.General })
                return;
            strength *= Math.Pow(ofValue ? LinkStrengths.RootShareOfValue : LinkStrengths.RootShare, roots);
            link = LinkKind.Stem;
        }
        else if (read != entry.Surface)
        {
            strength -= LinkStrengths.StemLoss;
            link = link == LinkKind.Exact ? LinkKind.Stem : link;
        }

        // Of names, a word of the language means a part only where nothing else fits.
        if (entry.Link is LinkKind.Part or LinkKind.General && entry.Strength < LinkStrengths.Core && end == start + 1 && FunctionWords.MeansAlone(read))
        {
            if (!NounsOfLanguage.All.Contains(read))
                return;
            strength = Math.Min(strength, LinkStrengths.LanguageWord);
        }

        // "in" is a country only where it is written like one, or stands beside its column.
        if (entry.Target is MentionTarget.Value { Text.Length: <= 3 } && end == start + 1 && !question.Words[start].IsContent && question.Words[start].Token.Text.All(char.IsLower) && !BesideName(question, start))
            return;
        if (entry.Target is MentionTarget.Value value && end == start + 1 && !IsPlainValue(question.Words[start], value))
            strength = Math.Min(strength, question.Words[start].IsContent ? AmbiguousWordStrength : FillerStrength);
        // "and its price" is nobody called Price.
        if (entry.Target is MentionTarget.Value { Text: [>= 'A' and <= 'Z', ..] } name && end == start + 1 && question.Words[start].Token.Text.All(char.IsLower) && IsNounOfBusiness(question.Words[start].Token.Stem)
            && question.Lexicon.Model.FindTable(name.TableName) is { } people && DisplayColumns.PersonNames(people).Contains(name.ColumnName))
            return;
        // "did we make" is the verb; "by make" still finds the synonym.
        if (entry.Link == LinkKind.Synonym && end == start + 1 && ActivityWords.All.Contains(read))
            strength = Math.Min(strength, AmbiguousWordStrength);
        // "games that take more than 120 minutes" take no money.
        if (entry.Target is MentionTarget.Metric && end == start + 1 && DurationWords.Lasting.Contains(question.Folded[start]) && Lasts(question, end))
            return;
        if (!found.TryGetValue((end, entry.Target.GetType()), out var candidates))
            found.Add((end, entry.Target.GetType()), candidates = []);
        if (!candidates.TryGetValue(entry.Target, out var known) || known.Strength < strength)
            candidates[entry.Target] = new(entry.Target, strength, link);
    }

    private static bool Lasts(LinkedQuestion question, int at)
    {
        var number = Enumerable.Range(at, Math.Max(0, Math.Min(4, question.Words.Count - at))).FirstOrDefault(i => question.Words[i].Token.Number is not null, -1);
        return number >= 0 && number + 1 < question.Words.Count && DurationWords.Unit(question.Folded[number + 1]) is not null;
    }

    private static bool IsAgent(string word) => word.EndsWith("er", StringComparison.Ordinal) || word.EndsWith("or", StringComparison.Ordinal);

    private static bool IsNounOfBusiness(string stem) => ColumnSynonyms.Of(stem, isName: true).Count > 0 || Thesaurus.Of(stem).Count > 0;

    // "the code is in": the last word, behind a word that says that a value follows.
    private static bool BesideName(LinkedQuestion question, int at) =>
        at > 0 && (question.Words[at - 1].Token.Folded is "is" or "=" or "code" or "equals") && at + 1 == question.Words.Count;

    // "in", "all", "7" and "M" are values only where the writing or a column's name beside them says so.
    private static bool IsPlainValue(QuestionWord word, MentionTarget.Value value)
    {
        var token = word.Token;
        if (token.Kind is TokenKind.Number or TokenKind.Date || token.Folded.Length < 2)
            return false;
        if (!FunctionWords.Knows(token.Folded))
            return true;
        // "in the US" writes a name where "tell us" does not.
        var named = string.Equals(token.Text, value.Text, StringComparison.Ordinal) || (token.Text.All(char.IsUpper) && CountryForms.Of(token.Folded).Count > 0);
        return char.IsUpper(token.Text[0]) && token.Index > 0 && named;
    }
}
