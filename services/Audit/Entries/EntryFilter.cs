using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Audit.Entries;

/// <summary>What a caller wants to see of the trail.</summary>
internal sealed record EntryFilter(
    [property: FromQuery(Name = "from")] DateTimeOffset? From,
    [property: FromQuery(Name = "to")] DateTimeOffset? To,
    [property: FromQuery(Name = "actor")] string? Actor,
    [property: FromQuery(Name = "action")] string? Action,
    [property: FromQuery(Name = "plugin")] string? Plugin,
    [property: FromQuery(Name = "dataset")] Guid? Dataset,
    [property: FromQuery(Name = "outcome")] string? Outcome);

/// <summary>A place in the list: the entry after which the next page begins.</summary>
internal readonly record struct EntryCursor(DateTimeOffset At, long Seq)
{
    public override string ToString() =>
        Convert.ToHexStringLower(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Seq}")));

    public static Result<EntryCursor> Parse(string text)
    {
        try
        {
            var parts = Encoding.ASCII.GetString(Convert.FromHexString(text)).Split('.');
            if (parts is [var ticks, var seq] && long.TryParse(ticks, CultureInfo.InvariantCulture, out var at) && long.TryParse(seq, CultureInfo.InvariantCulture, out var position)
                && at >= 0 && at <= DateTimeOffset.MaxValue.UtcTicks)
                return new EntryCursor(new DateTimeOffset(at, TimeSpan.Zero), position);
        }
        catch (FormatException)
        {
            // Said below, as for any other malformed cursor.
        }

        return AuditErrors.CursorInvalid;
    }
}
