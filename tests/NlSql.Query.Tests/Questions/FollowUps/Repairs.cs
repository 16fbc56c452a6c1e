using NlSql.Query.Linking;
using NlSql.Query.Questions;
using NlSql.Query.Tests.Reading;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Tests.Reading.OneTable;

namespace NlSql.Query.Tests.Questions.FollowUps;

/// <summary>An export of one table that nobody has described: the repairs of a workshop, with the dates of their course and columns of yes and no.</summary>
internal static class Repairs
{
    public static QuestionContext Context { get; } = Of(
        new()
        {
            Name = "repairs",
            Label = "Repairs",
            PrimaryKey = ["repair_no"],
            TimeColumn = "received_on",
            Columns =
            [
                Column("repair_no", ColumnType.Text, ColumnKind.Id), Column("received_on", ColumnType.Date, ColumnKind.Time), Column("promised_on", ColumnType.Date, ColumnKind.Time),
                Column("returned_on", ColumnType.Date, ColumnKind.Time), Column("owner_name", ColumnType.Text, ColumnKind.Dimension), Column("brand", ColumnType.Text, ColumnKind.Dimension),
                Column("mechanic", ColumnType.Text, ColumnKind.Dimension), Column("city", ColumnType.Text, ColumnKind.Dimension), Column("status", ColumnType.Text, ColumnKind.Dimension),
                Column("warranty", ColumnType.Boolean, ColumnKind.Dimension), Amount("fee", ColumnType.Decimal) with { Unit = "currency" }, Amount("parts", ColumnType.Integer),
                Column("weight", ColumnType.Decimal, ColumnKind.Fact),
            ],
        },
        [
            Count("repairs", "repair_count", "Number of repairs"), Count("repairs", "warranty_repair_count", "Number of warranty repairs") with { Filter = "warranty IS TRUE" },
            Sum("repairs", "total_fee", "Total fee", "fee", "currency"), Sum("repairs", "total_parts", "Total parts", "parts", null),
        ],
        [
            new ColumnValues("repairs", "brand", ["Velora", "Kestrel", "Pinion"], true), new("repairs", "mechanic", ["Jo Park", "Kim Sato", "Lou Reyes"], true),
            new("repairs", "city", ["Lyon", "Ghent"], true), new("repairs", "status", ["Finished", "Waiting", "Cancelled"], true),
        ],
        new DateOnly(2025, 12, 31));
}
