using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CsvHelper;
using StoreBackend.Orders;

namespace StoreBackend.Endpoints;

public static class OrderEndpoints
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("").WithTags("Orders");
        orders.MapPost("/orders", PostAsync)
            .WithSummary("Takes an order: stores it and brings the member's state and assessment up to date at once. The same order again changes nothing.")
            .Accepts<OrderRequest>("application/json")
            .Produces<MemberResponse>(StatusCodes.Status201Created)
            .Produces<MemberResponse>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status409Conflict);

        orders.MapPost("/import", ImportAsync)
            .WithSummary("Loads orders from a CSV file in the body, or the bundled orders of an online shop where the body is empty. Orders that are there "
                + "already are passed over.")
            .Accepts<string>(isOptional: true, "text/csv")
            .Produces<ImportReport>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> PostAsync(
        HttpRequest request, OrderCheck check, OrderDesk desk, MemberReader members, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        JsonDocument body;
        try
        {
            using var bytes = new MemoryStream();
            await request.Body.CopyToAsync(bytes, cancellationToken);
            if (!Utf8.IsValid(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)))
            {
                errors.Add("body", "not UTF-8", "a JSON object in UTF-8");
                return errors.ToProblem();
            }

            bytes.Position = 0;
            body = await JsonDocument.ParseAsync(bytes, cancellationToken: cancellationToken);
        }
        catch (JsonException error)
        {
            errors.Add("body", $"no JSON after line {error.LineNumber + 1}, byte {error.BytePositionInLine}",
                "a JSON object with number, member, orderedAt and amount");
            return errors.ToProblem();
        }

        using (body)
        {
            if (check.Read(body.RootElement, errors) is not { } order)
                return errors.ToProblem();
            var (outcome, reason) = await desk.TakeAsync(order, cancellationToken);
            switch (outcome)
            {
                case OrderOutcome.NumberTaken:
                    return Results.Problem($"number is {order.Number}; another order has it. The same order again has the same member, time and amount.",
                        title: "The order's number is taken.", statusCode: StatusCodes.Status409Conflict);
                case OrderOutcome.Refused:
                    errors.Add("order", reason, "an order that the shop's rules for the log can use");
                    return errors.ToProblem();
                default:
                    var member = await members.FindAsync(order.Member!, cancellationToken);
                    return outcome == OrderOutcome.Added ? Results.Created(MemberEndpoints.UrlOf(order.Member!), member) : Results.Ok(member);
            }
        }
    }

    private static async Task<IResult> ImportAsync(HttpRequest request, OrderImport import, CancellationToken cancellationToken)
    {
        var isEmpty = request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0;
        try
        {
            // The reader pulls line by line and the server's streams are asynchronous only: the file is taken in first.
            using var text = isEmpty
                ? File.OpenText(OrderImport.BundledFile)
                : (TextReader)new StringReader(await new StreamReader(request.Body, StrictUtf8).ReadToEndAsync(cancellationToken));
            return Results.Ok(await import.ImportAsync(text, cancellationToken));
        }
        catch (DecoderFallbackException)
        {
            return Results.Problem(
                "The file is not UTF-8; save it as UTF-8.", title: "The file cannot be imported.", statusCode: StatusCodes.Status400BadRequest);
        }
        catch (Exception error) when (error is ImportException or CsvHelperException)
        {
            return Results.Problem(error.Message.Split('\n')[0], title: "The file cannot be imported.", statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
