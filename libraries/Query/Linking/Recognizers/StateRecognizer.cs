using NlSql.Query.Linking.Words;
using NlSql.Query.Model;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"late", "on time", "still open", "former": what the dates of a row say of it, where no column and no value does.</summary>
internal sealed class StateRecognizer : Recognizer
{
    private const double Strength = 0.7;
    private const double Known = 0.75;
    private const double Vague = 0.4;

    private static readonly string[] Done = ["delivered", "arrived", "arrive", "arriving", "shipped", "paid", "returned", "received", "departed", "started", "submitted", "done", "made", "running", "run"];

    private static readonly PhraseIndex<string> Phrases = PhraseIndex<string>.OfLists(
        (ComputedColumns.Late, "late, too late, delayed, overdue, past due, behind schedule, behind plan, after the due date, after the deadline, after due date, not on time, later than planned, later than promised, later than scheduled, later than expected, missed the deadline"),
        (ComputedColumns.OnTime, "on time, ontime, on - time, in time, punctual, punctually, before the due date, by the due date, within the deadline, on schedule, as planned, as promised, as scheduled"),
        (ComputedColumns.Active, "active, still active, currently active, currently employed, still employed, still here, still there, still with us, still open, still running, still ongoing, ongoing, on going, currently open, current, open, running, unresolved, unclosed, unfinished, undelivered, unpaid, unreturned, not ended, in progress, on the payroll, on our payroll, still on the payroll"),
        (ComputedColumns.Ended, "ended, inactive, former, gone, no longer active, no longer here, no longer with us, left, have left, has left, left us, quit, departed, leaver, leavers"));

    public override void Recognize(LinkedQuestion question)
    {
        Denied(question);
        Outstanding(question);
        foreach (var (start, end, names) in Phrases.In(question.Folded))
        {
            foreach (var name in names)
                Propose(question, start, end, name);
        }

        Overdue(question);
    }

    private static readonly string[] Denials = ["un", "in", "im", "il", "ir", "dis"];

    // "unplanned" where there is a column of yes and no called planned, "inedible" of edible.
    private static void Denied(LinkedQuestion question)
    {
        for (var i = 0; i < question.Words.Count; i++)
        {
            var word = question.Words[i].Token.Folded;
            if (Array.Find(Denials, d => word.StartsWith(d, StringComparison.Ordinal)) is not { } denial || word.Length < denial.Length + 4 || question.Mentions.Any(m => m.Start == i && m.End == i + 1 && IsKnown(question, m)))
                continue;
            var stem = EnglishStemmer.Stem(word[denial.Length..]);
            var node = question.Lexicon.Phrases.Step(0, stem);
            foreach (var column in node > 0 ? question.Lexicon.Phrases.At(node).Select(e => e.Target).OfType<MentionTarget.Column>().Where(c => question.Lexicon.Model.FindTable(c.TableName)?.FindColumn(c.ColumnName)?.Type == ColumnType.Boolean).Distinct() : [])
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Value(column.TableName, column.ColumnName, "false"), Known, LinkKind.Synonym));
        }
    }

    // "delivered after the promised date": late, by the name of what was planned; "late (after eta)" says it already.
    private static void Overdue(LinkedQuestion question)
    {
        if (question.Mentions.Any(m => m.Candidates.Any(c => question.Lexicon.Courses.Any(course => c.Target == (MentionTarget?)course.Flag(ComputedColumns.Late)))))
            return;
        for (var i = 1; i + 1 < question.Words.Count; i++)
        {
            // "2 days after the promised date": by how much.
            if (question.Words[i].Best is not "after" || DurationWords.Unit(question.Words[i - 1].Best) is not null)
                continue;
            var at = question.Words[i + 1].Best is "the" or "its" or "their" ? i + 2 : i + 1;
            if (question.Mentions.Where(m => m.Start == at && m.Target is MentionTarget.Column).MaxBy(m => m.End) is not { Candidates: [var due] } said || !question.Lexicon.Courses.Any(c => IsDue(c, due.Target)))
                continue;
            if (said.End < question.Words.Count && question.Words[said.End].Best is "date" or "day" or "time")
                Propose(question, i, said.End + 1, ComputedColumns.Late);
            else if (Dates(question, said.End).Count == 0)
                Propose(question, i, said.End, ComputedColumns.Late);
        }
    }

    private static bool IsDue(Course course, MentionTarget target) => course.Planned is var (due, _) && target is MentionTarget.Column column && column.TableName == course.Table && column.ColumnName == due;

    // "outstanding invoices": those that are unpaid, by the one value that says so, else by the date of payment.
    private static void Outstanding(LinkedQuestion question)
    {
        for (var i = 0; i < question.Words.Count; i++)
        {
            if (question.Words[i].Token.Folded is not ("outstanding" or "owed" or "owing") || question.Mentions.Any(m => m.Start <= i && m.End > i && m.Target is MentionTarget.Value or MentionTarget.Segment or MentionTarget.Metric or MentionTarget.Column && m.Strength >= Vague))
                continue;
            if (question.Lexicon.States("unpaid") is [MentionTarget.Value unpaid])
                question.Propose(Mention.Of(i, i + 1, unpaid, Known, LinkKind.Synonym));
            else if (question.Lexicon.States("paid") is [MentionTarget.Column paid])
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Value(paid.TableName, paid.ColumnName, "false"), Known, LinkKind.Synonym));
            else if (question.Lexicon.Courses is [{ End: { } end } course] && end.Split('_').Any(w => WordRoots.Of(w) == WordRoots.Of("pay")) && course.Flag(ComputedColumns.Active) is { } open)
                question.Propose(Mention.Of(i, i + 1, open, Known, LinkKind.Synonym));
        }
    }

    private static void Propose(LinkedQuestion question, int start, int end, string name)
    {
        // What the model or the data calls so is meant first.
        if (question.Mentions.Any(m => m.Start >= start && m.End <= end && IsKnown(question, m)))
            return;
        // "ended with a claim", "left in the van": how, not that.
        if (name == ComputedColumns.Ended && end < question.Words.Count && question.Words[end].Best is "with" or "up" or "as")
            return;
        // "current staff" are those of now; "the current total" is no other than the total.
        if (question.Words[start].Best == "current" && !question.Mentions.Any(m => m.Start == end && m.Target is MentionTarget.Table && m.Strength >= Vague))
            return;
        // "closed late", "delivered on time": the verb says what was.
        var said = start;
        if (start > 0 && name is ComputedColumns.Late or ComputedColumns.OnTime && IsDone(question, start - 1))
            start--;
        // "left in 2023": the date of the end, in that year.
        var dated = name == ComputedColumns.Ended && question.Mentions.Any(m => m.Target is MentionTarget.Period && m.Start >= end && m.Start <= end + 1);
        var verb = name is ComputedColumns.Late or ComputedColumns.OnTime ? Dates(question, said - 1) : [];
        var candidates = question.Lexicon.Courses.Where(c => verb.Count == 0 || c.Planned is not var (_, done) || verb.Contains(new(c.Table, done))).Select(c => c.Flag(name) is not { } flag ? null : dated ? new MentionTarget.Column(c.Table, c.End!) : flag).OfType<MentionTarget.Column>()
            .Select(c => new MentionCandidate(c, Strength, LinkKind.Synonym)).Order(TargetOrder.Instance).ToValueList();
        // "running subscriptions": of what is named next.
        if (question.Mentions.FirstOrDefault(m => m.Start == end && m.Target is MentionTarget.Table) is { Target: MentionTarget.Table thing } && candidates.Any(c => ((MentionTarget.Column)c.Target).TableName == thing.Name))
            candidates = [.. candidates.Where(c => ((MentionTarget.Column)c.Target).TableName == thing.Name)];
        if (candidates.Count > 0)
            question.Propose(new(start, end, candidates));
        // "on-time rate" where nothing says what was planned: empty words, but not said for nothing.
        else if (name == ComputedColumns.OnTime && question.Words[start].Best == "on")
            question.Propose(Mention.Of(start, end, new MentionTarget.Unsupported("what was on time")));
    }

    private static bool IsKnown(LinkedQuestion question, Mention mention) => mention.Target switch
    {
        MentionTarget.Value or MentionTarget.Segment or MentionTarget.Metric => mention.Strength >= Known,
        MentionTarget.Column column => mention.Strength >= Vague && !question.Lexicon.Times.Contains(column),
        _ => false,
    };

    private static bool IsDone(LinkedQuestion question, int at) => question.Words[at].Best is var word && (DurationWords.Ending.Contains(word) || Done.Contains(word) || Dates(question, at).Count > 0);

    // "started late" is not what was closed late.
    private static List<MentionTarget.Column> Dates(LinkedQuestion question, int at) =>
        [.. question.Mentions.Where(m => m.Start == at && m.End == at + 1).SelectMany(m => m.Candidates).Select(c => c.Target).OfType<MentionTarget.Column>().Where(question.Lexicon.Times.Contains)];
}
