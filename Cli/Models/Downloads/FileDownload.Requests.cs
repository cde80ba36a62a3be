using System.Net;
using System.Net.Http.Headers;
using FaceGrid.Cli.Models.Published;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Models.Downloads;

/// <content>Requests and the check of responses.</content>
internal sealed partial class FileDownload
{
    private async Task<HttpResponseMessage> Send(PartialFile part, Uri address, CancellationToken cancellationToken)
    {
        var target = address;
        for (var hop = 0; ; hop++)
        {
            if (!_options.Allows(address, target))
            {
                throw new DownloadFailedException($"{address}: redirects to {target}; only https is followed", passing: false);
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, target);
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
            if (part.Length > 0)
            {
                request.Headers.Range = new RangeHeaderValue(part.Length, null);
                if (part.ETag is { } etag)
                {
                    request.Headers.IfRange = new RangeConditionHeaderValue(EntityTagHeaderValue.Parse(etag));
                }
            }

            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                return response;
            }

            var location = response.Headers.Location;
            response.Dispose();
            if (location is null || hop == MostRedirects)
            {
                throw new DownloadFailedException(
                    $"{address}: {(location is null ? "redirect without a location" : "too many redirects")}", passing: false);
            }

            target = new Uri(target, location);
        }
    }

    /// <summary>Prepares the part for the body that follows; false if there is no body to read and the download restarts.</summary>
    private static bool Accept(PartialFile part, Uri address, PublishedFile file, HttpResponseMessage response)
    {
        var etag = response.Headers.ETag is { IsWeak: false } strong ? strong.ToString() : null;
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                part.Restart(address, etag);
                return CheckLength(part, address, file, response.Content.Headers.ContentLength);
            case HttpStatusCode.PartialContent:
                var range = response.Content.Headers.ContentRange;
                if (part.Length == 0)
                {
                    throw new DownloadFailedException(
                        $"{address}: the server sent a part of the file, which was not requested", passing: true);
                }

                if (range?.From != part.Length || (part.ETag is { } known && etag is not null && etag != known))
                {
                    part.Restart(address, null);
                    return false;
                }

                return CheckLength(part, address, file, range.Length);
            case HttpStatusCode.RequestedRangeNotSatisfiable when part.Length > 0:
                part.Restart(address, null);
                return false;
            case var status:
                throw new DownloadFailedException(
                    $"{address}: the server returned {(int)status} {response.ReasonPhrase}",
                    passing: (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests);
        }
    }

    private static bool CheckLength(PartialFile part, Uri address, PublishedFile file, long? stated)
    {
        if (stated is { } length && length != file.Bytes)
        {
            part.Restart(address, null);
            throw new BadInputException(
                address.AbsoluteUri, $"is not the published file: {length} bytes, expected {file.Bytes}; nothing was kept");
        }

        return true;
    }
}
