using Npgsql;
using NpgsqlTypes;

namespace NlSql.ServiceDefaults.Database;

/// <summary>Values beside the SQL, as the driver takes them.</summary>
internal static class ReaderParameters
{
    // Where Postgres begins to count days and microseconds.
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    public static void Add(NpgsqlParameterCollection target, IReadOnlyList<ReaderParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            // Types are told to Postgres, never guessed; "unknown" text is read as a quoted literal in the same place would be.
            target.Add(new NpgsqlParameter { Value = ValueOf(parameter), DataTypeName = parameter.Type });
        }
    }

    // The driver would send the first and the last day of .NET as infinities, and 9999-12-31 is a day that data have.
    private static object ValueOf(ReaderParameter parameter) => parameter switch
    {
        { Value: ReaderInterval interval } => new NpgsqlInterval(interval.Months, interval.Days, interval.Microseconds),
        { Value: DateOnly day, Type: "date" } => day.DayNumber - DateOnly.FromDateTime(Epoch).DayNumber,
        { Value: DateTime time, Type: "timestamp without time zone" } => (time.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        _ => parameter.Value,
    };
}
