using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Tests.Goldens.School;

/// <summary>
/// A school: what the retail plugin has not. Teachers have a head who is a teacher; courses have two roles for teachers; enrolments and
/// memberships are bridges; a locker and its student belong to each other one to one.
/// </summary>
internal static class School
{
    public static QueryContext Context { get; } = With(new PolicyDefinition());

    public static ModelDefinition Definition => Context.Model.Definition;

    public static QueryContext With(PolicyDefinition policy) => Retail.ContextFor(new ModelIndex(Build() with { Policy = policy })) with { DataDays = [] };

    private static ModelDefinition Build() => new()
    {
        Plugin = new PluginDefinition { Id = "school", Name = "School" },
        Version = "test",
        Tables =
        [
            Table("teachers", null, "teacher_id", "teacher_name", "salary#", "head_id"),
            Table("students", "joined_on", "student_id", "student_name", "house", "tutor_id", "born_on@", "joined_on@"),
            Table("courses", null, "course_id", "title", "credits#", "lecturer_id", "assistant_id"),
            Table("enrolments", "enrolled_on", "enrolment_id", "student_id", "course_id", "grade#", "enrolled_on@"),
            Table("clubs", null, "club_id", "club_name"),
            Table("memberships", null, "membership_id", "student_id", "club_id"),
            Table("lockers", null, "locker_id", "student_id", "building"),
        ],
        Relationships =
        [
            Join("teacher_head", "teachers.head_id", "teachers.teacher_id", "head"),
            Join("student_tutor", "students.tutor_id", "teachers.teacher_id", "tutor"),
            Join("course_lecturer", "courses.lecturer_id", "teachers.teacher_id", "lecturer"),
            Join("course_assistant", "courses.assistant_id", "teachers.teacher_id", "assistant"),
            Join("enrolment_student", "enrolments.student_id", "students.student_id", null),
            Join("enrolment_course", "enrolments.course_id", "courses.course_id", null),
            Join("membership_student", "memberships.student_id", "students.student_id", null),
            Join("membership_club", "memberships.club_id", "clubs.club_id", null),
            Join("locker_student", "lockers.student_id", "students.student_id", null) with { Cardinality = Cardinality.OneToOne },
        ],
    };

    private static TableDefinition Table(string name, string? time, params string[] columns) => new()
    {
        Name = name,
        Label = char.ToUpperInvariant(name[0]) + name[1..],
        PrimaryKey = [columns[0]],
        TimeColumn = time,
        Columns = [.. columns.Select(Column)],
    };

    private static ColumnDefinition Column(string text)
    {
        var name = text.TrimEnd('#', '@');
        return new()
        {
            Name = name,
            Label = name.Replace('_', ' '),
            Type = text[^1] switch { '#' => ColumnType.Decimal, '@' => ColumnType.Date, _ => ColumnType.Text },
            Kind = text[^1] == '#' ? ColumnKind.Fact : ColumnKind.Dimension,
        };
    }

    private static RelationshipDefinition Join(string name, string from, string to, string? role) => new()
    {
        Name = name,
        FromTable = from.Split('.')[0],
        FromColumns = [from.Split('.')[1]],
        ToTable = to.Split('.')[0],
        ToColumns = [to.Split('.')[1]],
        Role = role,
    };
}
