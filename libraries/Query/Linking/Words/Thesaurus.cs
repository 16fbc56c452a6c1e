using System.Collections.Frozen;
using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Words;

/// <summary>
/// Nouns of business that stand for each other, whichever of them a file uses. Used only where nothing else in the model owns the word.
/// </summary>
internal static class Thesaurus
{
    // Words that stand for each other, or, with ">", a word of a file and what people say for it: many a noun is also a verb ("issued", "a lot", "show").
    private static readonly string[] Rings =
    [
        // People and firms.
        "customer|client|buyer|purchaser|shopper|patron|consumer", "kid|child", "employee|staff member|worker|colleague", "captain|skipper|master", "doctor|physician|clinician|medic", "vet|veterinarian|veterinary surgeon",
        "teacher|instructor|tutor|lecturer|trainer|coach", "student|pupil|learner|trainee", "manager|boss|supervisor", "technician|engineer|mechanic|fitter", "cleaner|housekeeper", "cashier|clerk|teller",
        "salesperson|sales rep|sales representative|seller|sales agent|salesman", "agent|broker|rep|representative", "guest|visitor", "tenant|renter|lessee|occupant", "landlord|owner|proprietor", "donor|giver|sponsor|benefactor",
        "applicant|candidate", "author|writer", "player|athlete", "referee|umpire", "participant|attendee|entrant|delegate", "passenger|traveller|traveler|rider", "inspector|auditor|examiner|assessor", "farmer|grower", "supplier|vendor|provider",
        "manufacturer|maker|producer|brand", "carrier|shipper|haulier|hauler|shipping company|delivery company|courier", "recipient|addressee|consignee", "sender|consignor", "lender|creditor", "borrower|debtor", "lawyer|attorney|solicitor",
        "company>firm|organisation|organization", "firm>company|business|organisation|organization", "organisation>company|firm|organization", "organization>company|firm|organisation", "team|crew|squad", "department|division|dept", "partner|affiliate",
        "subscriber|member", "keeper|beekeeper|apiarist", "linguist|translator|interpreter", "bidder>buyer|purchaser", "consignor>vendor|seller",
        // Places.
        "shop|store|outlet|branch", "warehouse|depot|storehouse", "site|location|venue", "plant>factory", "factory>plant", "region|territory|zone", "district|county|borough", "country|nation", "city|town|municipality", "postcode|zip|postal code|zip code",
        "street|road", "port|harbour|harbor", "station|stop", "theatre|theater|playhouse", "cinema|movie theater", "flat|apartment", "house|dwelling", "room|chamber", "floor|storey|story", "clinic|surgery|practice",
        // Vehicles and journeys.
        "vessel|ship|boat", "plane|aircraft|airplane|aeroplane", "car|vehicle|automobile|auto", "truck|lorry", "bike|bicycle|cycle", "trip|journey|ride|voyage", "sailing|crossing|voyage", "sailing>trip", "line>route|connection", "route>connection",
        "cargo|freight", "licence plate|license plate|number plate|registration|plate",
        // Goods and things.
        "product|article|merchandise", "part>component|spare part|spare", "component>spare part|spare", "machine|equipment|device", "box|carton|crate", "keg|barrel|cask", "lot>batch", "parcel|package|shipment|consignment|delivery", "drink|beverage", "dish|meal",
        "medicine|medication|drug|remedy", "harvest|crop|yield", "hive|colony|beehive", "animal|pet", "film|movie|motion picture", "song|track|tune", "record>album", "painting|picture|artwork", "stock|inventory", "app|application", "server|host",
        "turbine|windmill|wind turbine", "sample|specimen", "scrap|waste", "reject>scrap|waste", "waste|rubbish|garbage|trash|refuse",
        // Money.
        "invoice|bill", "refund|reimbursement", "fine|penalty", "fee|charge", "discount|rebate|reduction|markdown", "tax|vat|duty", "tip|gratuity", "salary|wage|pay", "cost|expenditure|outlay", "revenue|turnover|proceeds|income", "takings>revenue|turnover|proceeds|income",
        "profit|surplus", "grant|award|subsidy|funding", "donation|gift|contribution", "debt|amount owed|arrears|amount due", "budget|funds", "contract|agreement", "lease|tenancy|rental agreement|rental contract", "commission|brokerage",
        "deposit|down payment", "price|tariff", "royalty|licence fee", "fare|ticket price", "dues|membership fee|subscription fee",
        // What happens.
        "order|purchase", "booking|reservation", "appointment|visit|consultation", "inspection|visit|audit|examination", "stay|visit|admission", "admission|hospital stay|hospitalisation|hospitalization", "incident|accident|mishap", "fault|defect|failure|malfunction",
        "outage|downtime|interruption|blackout|stoppage", "repair|fix|repair job", "maintenance|upkeep", "exam|examination|test", "complaint|grievance", "ticket>case|support request", "case>ticket", "issue>problem", "call|phone call", "treatment|therapy",
        "surgery|operation", "diagnosis|illness|disease|ailment", "vaccination|jab|immunisation|immunization", "lesson|class|session", "course|class", "match|game|fixture", "tournament|competition|contest|championship", "concert|gig", "campaign|promotion",
        "survey|poll|questionnaire", "programme|program|scheme", "task|assignment", "workshop|seminar", "trial|experiment", "reading>measurement", "crime|offence|offense", "vote|ballot", "application|proposal", "absence|sick leave|sickness",
        "holiday|vacation|time off", "hunt>outing|trip", "tour|outing|excursion", "sale>auction", "hire|recruitment|hiring", "subscription|membership", "plan>package|tier|subscription", "cancellation|termination", "release|publication",
        // What is said of them.
        "category|type|kind|class", "colour|color", "subject|topic|matter|theme", "comment|remark|note", "score|grade", "mark>score|grade", "rating>stars|evaluation", "star>rating|score|customer rating", "review>rating|score|review score|rating score", "licence|license|permit", "qualification|degree|education", "skill|competence",
        "channel|medium", "tier|package", "priority|urgency", "nationality|citizenship", "country>nationality", "height|elevation|altitude", "speed|pace|velocity", "delay|lateness|tardiness", "deadline|due date", "distance|mileage", "consumption|usage",
        "output|production", "dollar|usd", "euro|eur", "pound|gbp", "generation|production", "energy|electricity|power", "flavour|flavor|taste", "variety|sort|cultivar", "headcount|number of employees|staff count", "agent>people|person|colleague|headcount",
        // Units that say what is measured.
        "kg|kilogram|kilo|weight|kilogramme", "km|kilometre|kilometer|distance", "mi|mile|distance", "litre|liter|volume", "m3>cubic metre|cubic meter|volume", "night>overnight stay", "ton|tonne|weight", "metre|meter|length", "minute|min|duration", "hour|hr|duration", "degree|celsius|temperature", "mm|millimetre|millimeter",
        "g>gram|gramme", "gram>gramme", "ml>millilitre|milliliter", "doz|dozen", "cm|centimetre|centimeter", "kwh|kilowatt hour|energy", "hectare|ha|area", "acre|area", "sqm|square metre|square meter|m2|area",
    ];

    private static readonly FrozenDictionary<string, string[][]> Others = Rings.SelectMany(Entries)
        .GroupBy(entry => entry.Word, StringComparer.Ordinal)
        .ToFrozenDictionary(word => word.Key, word => word.SelectMany(w => w.Others).Distinct(StringComparer.Ordinal).Select(o => o.Split(' ')).ToArray(), StringComparer.Ordinal);

    /// <summary>What else a phrase may be called, each as words.</summary>
    /// <param name="stems">The stems of the phrase, joined by spaces.</param>
    public static IReadOnlyList<string[]> Of(string stems) => Others.GetValueOrDefault(stems) ?? [];

    private static IEnumerable<(string Word, IEnumerable<string> Others)> Entries(string ring)
    {
        var words = ring.Split('|', '>');
        return words.Take(ring.Contains('>', StringComparison.Ordinal) ? 1 : words.Length).Select(word => (EnglishStemmer.StemAll(word), words.Where(o => o != word)));
    }
}
