namespace FaceGrid.Embedded.Engine;

/// <summary>Requests in the order of their arrival, linked through themselves: adding and removing cost the same at any length.</summary>
internal sealed class RequestQueue
{
    private Request? last;

    public Request? First { get; private set; }

    public int Count { get; private set; }

    public void Add(Request request)
    {
        request.Previous = last;
        request.Next = null;
        request.IsQueued = true;
        if (last is null)
        {
            First = request;
        }
        else
        {
            last.Next = request;
        }

        last = request;
        Count++;
    }

    public bool Remove(Request request)
    {
        if (!request.IsQueued)
        {
            return false;
        }

        if (request.Previous is null)
        {
            First = request.Next;
        }
        else
        {
            request.Previous.Next = request.Next;
        }

        if (request.Next is null)
        {
            last = request.Previous;
        }
        else
        {
            request.Next.Previous = request.Previous;
        }

        request.Previous = request.Next = null;
        request.IsQueued = false;
        Count--;
        return true;
    }

    public List<Request> TakeAll()
    {
        var all = new List<Request>(Count);
        while (First is { } request)
        {
            Remove(request);
            all.Add(request);
        }

        return all;
    }
}
