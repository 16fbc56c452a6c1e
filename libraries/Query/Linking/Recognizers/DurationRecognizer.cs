using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"time to close", "days between order and delivery", "length of stay", "resolved within 24 hours": times between dates of a row.</summary>
internal sealed class DurationRecognizer : Recognizer
{
    private const double Strength = 0.9;
    private const double Implied = 0.6;
    private const int LongestBefore = 5;

    private static readonly string[] Ups = ["longest", "slowest", "latest"];
    private static readonly string[] Downs = ["shortest", "fastest", "quickest"];

    public override void Recognize(LinkedQuestion question)
    {
        if (question.Lexicon.Courses.Count == 0)
            return;
        var reader = new Reader(question);
        var found = false;
        for (var i = 0; i < question.Words.Count; i++)
            found |= reader.At(i);
        if (found || reader.Extremes())
            reader.Complete();
    }

    private sealed class Reader(LinkedQuestion question)
    {
        private readonly DurationUnit? unit = Trailing(question);

        private string Word(int at) => at >= 0 && at < question.Words.Count ? question.Words[at].Best : "";

        // "hours", "days": one alone says how long, many are what is measured.
        private DurationUnit? Units(int at) => Word(at).EndsWith('s') ? DurationWords.Unit(Word(at)) : null;

        // "in hours", "(days)": the unit that is wanted, wherever it stands.
        private static DurationUnit? Trailing(LinkedQuestion question)
        {
            for (var i = 0; i + 1 < question.Words.Count; i++)
            {
                if (question.Words[i].Best is "in" or "(" && DurationWords.Unit(question.Words[i + 1].Best) is { } unit && question.Words[i + 1].Best.EndsWith('s'))
                    return unit;
            }

            return null;
        }

        /// <summary>Proposes what begins at a word.</summary>
        public bool At(int i)
        {
            var found = false;
            if (Head(i) is { } head)
                found |= BetweenDates(i, head.End, head.Unit) || ToDate(i, head.End, head.Unit);
            // "hours of downtime", "days of absence": of the rows of a table that go on.
            if (Units(i) is { } each && Word(i + 1) is "of" && question.Mentions.FirstOrDefault(m => m.Start == i + 2 && m.Target is MentionTarget.Table) is { Target: MentionTarget.Table rows } said)
                found |= question.Lexicon.Courses.Any(c => c.Table == rows.Name) && Whole(i, said.End, each);
            found |= TimeOf(i) || Graded(i) || Since(i) || Counted(i) || LengthOf(i) || Lasted(i) || OfRows(i) || HoursLate(i) || Alone(i);
            return found;
        }

        // "downtime hours", "rental days", "run length": of the rows of the table that is named before.
        private bool OfRows(int i)
        {
            var said = Units(i);
            if (said is null && !DurationWords.Times.Contains(Word(i)))
                return false;
            return question.Mentions.Where(m => m.End == i).Select(m => m.Target).OfType<MentionTarget.Table>().FirstOrDefault() is { } rows && Whole(i, i + 1, said, Strength, rows.Name);
        }

        // "how many hours late", "more than 24 hours late".
        private bool HoursLate(int i)
        {
            if (DurationWords.Unit(Word(i)) is not { } said || Word(i + 1) is not ("late" or "behind" or "overdue" or "delayed"))
                return false;
            var start = Word(i - 1) is "many" && Word(i - 2) is "how" ? i - 2 : i;
            return Late(start, Word(i + 1) is "behind" && Word(i + 2) is "schedule" or "plan" ? i + 3 : i + 2, said);
        }

        // "how long does it take", "number of days", "average hours", "time".
        private (int End, DurationUnit? Unit)? Head(int i)
        {
            var at = i;
            DurationUnit? said = null;
            if (Word(at) is "how" && Word(at + 1) is "long" or "quickly" or "fast" or "soon")
                at += 2;
            else if (Word(at) is "how" && Word(at + 1) is "many" or "much")
                at += 2;
            else if (Word(at) is "number" && Word(at + 1) is "of")
                at += 2;
            if (DurationWords.Unit(Word(at)) is { } unit)
                (said, at) = (unit, at + 1);
            else if (DurationWords.Times.Contains(Word(at)))
                at++;
            else if (at == i || Word(at - 1) is "many" or "much" or "of")
                return null;
            // "does it take us on average", "that pass".
            for (var passed = 0; passed < LongestBefore && (IsPassed(at) || DurationWords.Lasting.Contains(Word(at))); passed++)
                at += Word(at) == "on" ? 2 : 1;
            return (at, said);
        }

        private bool IsPassed(int at) => Word(at) is "it" or "we" or "us" or "they" or "do" or "does" or "did" or "usually" or "typically" or "that" or "which" or "was" or "is" || (Word(at) == "on" && Word(at + 1) == "average");

        private bool BetweenDates(int start, int at, DurationUnit? said)
        {
            if (Word(at) is not ("between" or "from"))
                return false;
            var joins = Word(at) == "between" ? "and" : "to";
            var found = false;
            for (var middle = at + 2; middle < Math.Min(at + 6, question.Words.Count); middle++)
            {
                if (Word(middle) != joins && !(joins == "to" && Word(middle) is "until" or "till"))
                    continue;
                foreach (var (from, _) in Dates(at + 1, middle))
                {
                    foreach (var (to, end) in Dates(middle + 1, question.Words.Count))
                        found |= Propose(start, end, from, to, said);
                }
            }

            return found;
        }

        private bool ToDate(int start, int at, DurationUnit? said)
        {
            // "3 days before the due date" do not begin with the row.
            if (Word(at) is not ("to" or "until" or "till" or "before") || (Word(at) is "before" && start > 0 && question.Words[start - 1].Token.Number is not null))
                return false;
            at++;
            while (Word(at) is "get" or "be" or "the" or "a" or "an" or "its" or "their" or "being")
                at++;
            return ToEnd(start, at, said);
        }

        // A date that is said, or the end of it all.
        private bool ToEnd(int start, int at, DurationUnit? said)
        {
            var found = false;
            foreach (var (to, end) in Dates(at, null))
                found |= FromStart(start, end, to, said);

            return found || (DurationWords.Ending.Contains(Word(at)) && Whole(start, at + 1, said));
        }

        // "first reply time", "resolution time", "delivery duration".
        private bool TimeOf(int i)
        {
            var found = false;
            foreach (var (to, end) in Dates(i, null))
            {
                if (!DurationWords.Times.Contains(Word(end)) && Units(end) is null)
                    continue;
                found |= FromStart(i, end + 1, to, DurationWords.Unit(Word(end)));
            }

            return found || (DurationWords.Ending.Contains(Word(i)) && DurationWords.Times.Contains(Word(i + 1)) && Whole(i, i + 2, null));
        }

        // "closed faster", "take longer": the time that it takes.
        private bool Graded(int i)
        {
            if (Word(i + 1) is not ("faster" or "slower" or "quicker" or "sooner" or "longer") || (Word(i + 2) is "than" && i + 3 < question.Words.Count && question.Words[i + 3].Token.Number is not null))
                return false;
            var found = false;
            foreach (var (to, end) in Dates(i, i + 1))
                found |= FromStart(i, end + 1, to, null);

            return found || ((DurationWords.Ending.Contains(Word(i)) || DurationWords.Lasting.Contains(Word(i))) && Whole(i, i + 2, null));
        }

        // "took more than 5 days to close", "closed within 24 hours", "lasted over 2 weeks".
        private bool Counted(int i)
        {
            // "within 3 days of the due date": not from the beginning.
            if (question.Words[i].Token.Number is null || DurationWords.Unit(Word(i + 1)) is not { } said || (Word(i + 2) is "of" or "from" or "after" or "before" && Dates(i + 3, null).Any()))
                return false;
            // "in the last 30 days".
            if (Word(i - 1) is "last" or "past" or "next" && (i == 1 || Word(i - 2) is "the" or "in" or "over" or "during" or "for" or "our"))
                return false;
            // "runs longer than 8 hours", "stays that lasted longer than 8 hours".
            if (Word(i - 1) is "than" && Word(i - 2) is "longer" or "shorter")
            {
                if (!Whole(i + 1, i + 2, said, Implied, Rows(i)))
                    return false;
                question.Propose(Mention.Of(i - 2, i, new MentionTarget.Comparison(Word(i - 2) is "longer" ? FilterOperator.Greater : FilterOperator.Less)));
                if (DurationWords.Lasting.Contains(Word(i - 3)))
                    question.Propose(Mention.Of(i - 3, i - 2, new MentionTarget.Filler()));
                return true;
            }

            if (Verb(i) is not { } verb)
                return false;
            var found = false;
            if (DurationWords.Lasting.Contains(Word(verb)))
            {
                if (Word(i + 2) == "to")
                    found = ToEnd(i + 1, i + 3, said);
                found = found || Whole(i + 1, i + 2, said);
                if (found)
                    question.Propose(Mention.Of(verb, verb + 1, new MentionTarget.Filler()));
            }
            else
            {
                foreach (var (to, _) in Dates(verb, verb + 1))
                    found |= FromStart(i + 1, i + 2, to, said);

                found = found || (DurationWords.Ending.Contains(Word(verb)) && Whole(i + 1, i + 2, said));
            }

            if (found && Word(i - 1) is "within" or "in")
                question.Propose(Mention.Of(i - 1, i, new MentionTarget.Comparison(FilterOperator.LessOrEqual), Strength));
            return found;
        }

        // "received more than 20 days after the due date", "cancelled within 30 days of starting": from one date to the other.
        private bool Since(int i)
        {
            if (question.Words[i].Token.Number is null || DurationWords.Unit(Word(i + 1)) is not { } said || Word(i + 2) is not ("after" or "past" or "of"))
                return false;
            var within = Word(i - 1) is "within";
            if (Word(i + 2) is "of" && !within)
                return false;
            DatedVerbRecognizer.Name(question, i + 3);
            var found = false;
            foreach (var (from, end) in Named(i + 3))
            {
                var course = question.Lexicon.Courses.FirstOrDefault(c => c.Table == from.TableName);
                // Within three days of what was planned is before it as well as after.
                if (course is null || (within && course.IsPlanned(from.ColumnName)))
                    continue;
                foreach (var to in Verb(i) is { } verb ? Dates(verb, verb + 1).Select(d => d.Date) : Outcome(course, from, i))
                    found |= to != from && Propose(i + 1, end, from, to, said);
            }

            if (found && within)
                question.Propose(Mention.Of(i - 1, i, new MentionTarget.Comparison(FilterOperator.LessOrEqual), Strength));
            return found;
        }

        // Where no verb says what came after it: what came of a date that was planned.
        private IEnumerable<MentionTarget.Column> Outcome(Course course, MentionTarget.Column due, int before) =>
            course.Outcome(due.ColumnName) is { } done && !question.Mentions.Any(m => m.End <= before && m.Target is MentionTarget.Column date && question.Lexicon.Times.Contains(date)) ? [new(course.Table, done)] : [];

        // The date that all words from a place on mean: "planned pickup time" is the pickup that was planned.
        private List<(MentionTarget.Column Date, int End)> Named(int start)
        {
            var dates = Dates(start, null).ToList();
            if (dates.Count == 0)
                return [];
            var end = dates.Max(d => d.End);
            dates = dates.FindAll(d => d.End == end);
            if (Word(end) is not ("date" or "day" or "time") && Dates(end, null).ToList() is { Count: > 0 } further)
                (dates, end) = (dates.FindAll(d => further.Exists(f => f.Date == d.Date)), further.Max(f => f.End));
            if (Word(end) is "date" or "day" or "time")
                end++;
            return [.. dates.Select(d => (d.Date, end))];
        }

        // "length in days of closed rentals": of the rows of the table that is named behind it.
        private bool LengthOf(int i)
        {
            if (Word(i) is not ("length" or "duration"))
                return false;
            var said = Word(i + 1) is "in" ? Units(i + 2) : null;
            var of = said is null ? i + 1 : i + 3;
            return Word(of) is "of" && RowsBetween(of + 1, of + LongestBefore) is { } rows && Whole(i, i + 1, said, Strength, rows);
        }

        // "how many days do completed enrolments last": of the rows that are named between.
        private bool Lasted(int i)
        {
            if (Word(i) is not "how" || Word(i + 1) is not "many" || Units(i + 2) is not { } said || Word(i + 3) is not ("do" or "does" or "did"))
                return false;
            for (var at = i + 5; at < Math.Min(i + 5 + LongestBefore, question.Words.Count); at++)
            {
                if ((DurationWords.Lasting.Contains(Word(at)) || Word(at) is "run") && RowsBetween(i + 4, at) is { } rows && Whole(i, i + 3, said, Strength, rows))
                {
                    question.Propose(Mention.Of(at, at + 1, new MentionTarget.Filler()));
                    return true;
                }
            }

            return false;
        }

        // The only table that goes on whose rows are named between two places; null when there is none.
        private string? RowsBetween(int start, int end) =>
            question.Mentions.Where(m => m.Start >= start && m.End <= end).SelectMany(m => m.Candidates).Select(c => c.Target).OfType<MentionTarget.Table>()
                .Select(t => t.Name).Where(n => question.Lexicon.Courses.Any(c => c.Table == n)).Distinct().ToList() is [var rows] ? rows : null;

        // The verb that a number of days belongs to: "took more than", "resolved in less than".
        private int? Verb(int number)
        {
            for (var at = number - 1; at >= Math.Max(0, number - LongestBefore); at--)
            {
                var word = Word(at);
                DatedVerbRecognizer.Name(question, at);
                if (DurationWords.Lasting.Contains(word) || DurationWords.Ending.Contains(word) || Dates(at, at + 1).Any())
                    return at;
                if (!(word is "within" or "in" or "more" or "less" or "than" or "over" or "under" or "at" or "least" or "most" or "longer" or "only" or "up" or "to" or "about" or "exactly" or "for" or "a" or "the" or "same" or "it" or "them" or "him" or "her" || Comparing(at)))
                    return null;
            }

            return null;
        }

        private bool Comparing(int at) => question.Mentions.Any(m => m.Target is MentionTarget.Comparison && m.Start <= at && m.End > at);

        // "length of stay", "tenure", "how long do they stay".
        private bool Alone(int i)
        {
            if (Word(i) is "length" && Word(i + 1) is "of" && Word(i + 2) is "stay" or "stays" or "time")
                return Whole(i, i + 3, null);
            if (Word(i) is "how" && Word(i + 1) is "long")
                return OfCourse() is var named && Whole(i, i + 2, null, Implied, named);
            if (DurationWords.Whole.Contains(Word(i)))
                return Whole(i, DurationWords.Times.Contains(Word(i + 1)) ? i + 2 : i + 1, null, Implied);
            return Word(i) is "delay" or "delays" or "overrun" && Late(i, i + 1, null);
        }

        // "how long does a delivery take" is not about the only rows that go on where those of other tables are named; nothing where none are.
        private string? OfCourse()
        {
            var tables = question.Mentions.Where(m => m.Link is not (LinkKind.Part or LinkKind.General or LinkKind.Fuzzy)).SelectMany(m => m.Candidates.Select(c => c.Target)).Select(t => t switch
            {
                MentionTarget.Table table => table.Name,
                MentionTarget.Column column => column.TableName,
                MentionTarget.Value value => value.TableName,
                _ => null,
            }).OfType<string>().ToHashSet(StringComparer.Ordinal);
            return tables.Count == 0 || question.Lexicon.Courses.Any(c => tables.Contains(c.Table)) ? null : "";
        }

        // The table whose rows are named nearest before a word; null when none is.
        private string? Rows(int before) =>
            question.Mentions.Where(m => m.End <= before && m.Target is MentionTarget.Table).MaxBy(m => (m.End, m.Strength))?.Target is MentionTarget.Table { Name: var name } && question.Lexicon.Courses.Any(c => c.Table == name) ? name : null;

        private bool Late(int start, int end, DurationUnit? said)
        {
            var found = false;
            foreach (var course in question.Lexicon.Courses)
            {
                if (course.Planned is { } planned)
                    found |= Propose(start, end, new(course.Table, planned.Due), new(course.Table, planned.Done), said);
            }

            return found;
        }

        private bool Whole(int start, int end, DurationUnit? said, double strength = Strength, string? of = null)
        {
            if (end <= start)
                return false;
            var candidates = question.Lexicon.Courses.Where(c => c.End is not null && (of is null || c.Table == of)).Select(c => c.Between(c.BeginningOfEnd, c.End!, said ?? unit) ?? c.Between(c.Start, c.End!, said ?? unit)).OfType<MentionTarget.Column>()
                .Select(c => new MentionCandidate(c, strength, LinkKind.Synonym)).Order(TargetOrder.Instance).ToValueList();
            if (candidates.Count == 0)
                return false;
            question.Propose(new(start, BehindUnit(end), candidates));
            return true;
        }

        // "length of stay in days": the unit is part of it, and no size of time to group by.
        private int BehindUnit(int end) => Word(end) is "in" && Units(end + 1) is not null ? end + 2 : end;

        // From where the rows of its table begin to a date.
        private bool FromStart(int start, int end, MentionTarget.Column to, DurationUnit? said)
        {
            var found = false;
            foreach (var course in question.Lexicon.Courses.Where(c => c.Table == to.TableName))
                found |= Propose(start, end, new(course.Table, course.Start), to, said);
            return found;
        }

        private bool Propose(int start, int end, MentionTarget.Column from, MentionTarget.Column to, DurationUnit? said)
        {
            if (from.TableName != to.TableName || question.Lexicon.Courses.FirstOrDefault(c => c.Table == from.TableName)?.Between(from.ColumnName, to.ColumnName, said ?? unit) is not { } duration)
                return false;
            question.Propose(Mention.Of(start, BehindUnit(end), duration, Strength, LinkKind.Synonym));
            return true;
        }

        // The date columns that words from a place on, and up to another, mean.
        private IReadOnlyList<(MentionTarget.Column Date, int End)> Dates(int start, int? end)
        {
            while (start < question.Words.Count && Word(start) is "the" or "a" or "an" or "its" or "their" or "being")
                start++;
            var times = question.Lexicon.Times;
            var named = question.Mentions.Where(m => m.Start == start && (end is null || m.End <= end) && m.Target is MentionTarget.Column).ToList()
                .SelectMany(m => m.Candidates.Select(c => (Date: (MentionTarget.Column)c.Target, m.End))).Where(d => times.Contains(d.Date)).ToList();
            return named.Count > 0 || end is null && !Word(start).EndsWith("ing", StringComparison.Ordinal) ? named : Happened(start);
        }

        // "between booking and visit": the date that is called after the verb, or when such a thing happened.
        private IReadOnlyList<(MentionTarget.Column Date, int End)> Happened(int at)
        {
            var root = WordRoots.Of(Word(at));
            var rows = from mention in question.Mentions
                       where mention.Start == at
                       let table = mention.Target as MentionTarget.Table
                       where table is not null && question.Lexicon.Model.FindTable(table.Name)?.TimeColumn is not null
                       select (new MentionTarget.Column(table.Name, question.Lexicon.Model.FindTable(table.Name)!.TimeColumn!), mention.End);
            return [.. question.Lexicon.Times.Where(c => c.ColumnName.Split('_').Any(w => WordRoots.Of(w) == root)).Select(c => (c, at + 1)), .. rows];
        }

        /// <summary>"the longest stay", "which ticket took the longest", "shortest visit": by the whole of it, where nothing else is long.</summary>
        public bool Extremes()
        {
            var found = false;
            for (var i = 0; i < question.Words.Count; i++)
            {
                var up = Ups.Contains(Word(i));
                if ((!up && !Downs.Contains(Word(i))) || Word(i) is "latest" || question.Mentions.Any(m => m.Start <= i && m.End > i && m.Target is MentionTarget.Gradable or MentionTarget.Extreme))
                    continue;
                var candidates = question.Lexicon.Courses.Where(c => c.End is not null).Select(c => c.Between(c.Start, c.End!, unit)).OfType<MentionTarget.Column>()
                    .Select(c => new MentionCandidate(new MentionTarget.Gradable(c.TableName, c.ColumnName, up, Compares: false), Implied, LinkKind.General)).Order(TargetOrder.Instance).ToValueList();
                found |= candidates.Count > 0;
                if (candidates.Count > 0)
                    question.Propose(new(i, i + 1, candidates));
            }

            return found;
        }

        /// <summary>What else is said of times once one is: "in hours", "the longest".</summary>
        public void Complete()
        {
            for (var i = 0; i < question.Words.Count; i++)
            {
                if (Word(i) == "in" && Units(i + 1) is not null)
                    question.Propose(Mention.Of(i, i + 2, new MentionTarget.Filler()));
                if ((Ups.Contains(Word(i)) || Downs.Contains(Word(i))) && !question.Mentions.Any(m => m.Start == i && m.Target is MentionTarget.Gradable { Compares: false }))
                    question.Propose(Mention.Of(i, i + 1, new MentionTarget.Extreme(Ups.Contains(Word(i))), Strength));
            }
        }
    }
}
