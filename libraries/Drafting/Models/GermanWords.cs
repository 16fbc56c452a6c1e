namespace NlSql.Drafting.Models;

/// <summary>What words of German headers mean, so that keys, amounts and dates are found in them and can be asked for in English. Words that are English too are left alone.</summary>
internal static class GermanWords
{
    private static readonly Dictionary<string, string> Whole = Pairs(
        """
        abteilung department, anrede salutation, anzahl count, artikel product, bemerkung comment, beschreibung description, bestellung order,
        bestellungen orders, betrag amount, bewertung rating, bezahlt paid, bezeichnung name, datum date, dauer duration, einheit unit, ende end,
        filiale store, filialen stores, geburtsdatum date of birth, gehalt salary, geschlecht gender, gesamt total, gewicht weight, gewinn profit,
        haendler dealer, hersteller manufacturer, jahr year, kategorie category, kosten costs, kunde customer, kunden customers, lagerbestand stock,
        lieferant supplier, lieferanten suppliers, lieferung delivery, lieferungen deliveries, menge quantity, mitarbeiter employees, monat month,
        mwst tax, nachname last name, nr number, nummer number, ort city, plz postal code, position line, positionen lines, preis price, produkt product, produkte products,
        rabatt discount, rechnung invoice, rechnungen invoices, stadt city, steuer tax, strasse street, stueck units, stueckzahl quantity, summe total,
        telefon telephone, typ type, umsatz revenue, umsaetze sales, verkauf sale, verkaeufe sales, vertreter agent, vorname first name,
        waehrung currency, warengruppe product group, woche week, zahlung payment, zahlungen payments
        """);

    private static readonly (string Begin, string Meaning)[] Begins =
    [
        .. Pairs(
            """
            abteilungs department, artikel product, auftrags order, bestell order, brutto gross, einkaufs purchase, eintritts hire, einzel unit,
            filial store, geburts birth, gesamt total, haendler dealer, hersteller manufacturer, kunden customer, lager stock, liefer delivery, lieferanten supplier,
            mitarbeiter employee, netto net, personal employee, produkt product, rechnungs invoice, verkaufs sale, vertrags contract, waren product, zahlungs payment
            """).Select(p => (p.Key, p.Value)).OrderByDescending(p => p.Key.Length),
    ];

    private static readonly Dictionary<string, string> Ends = Pairs(
        """
        nr number, nummer number, id id, code code, datum date, preis price, betrag amount, menge quantity, name name, gruppe group, art type, typ type,
        wert value, status status, kosten costs, bestand stock, ort city, land country, dauer duration, summe total, umsatz revenue, position line, positionen lines
        """);

    /// <summary>The English words; null for a word that is none of these.</summary>
    public static string? Meaning(string word)
    {
        if (Whole.TryGetValue(word, out var whole))
            return whole;
        foreach (var (begin, meaning) in Begins)
        {
            if (word.StartsWith(begin, StringComparison.Ordinal) && Ends.TryGetValue(word[begin.Length..], out var end))
                return $"{meaning} {end}";
        }

        return null;
    }

    private static Dictionary<string, string> Pairs(string text) => text.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(pair => pair.Split(' ', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
