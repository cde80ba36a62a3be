using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Costs;

/// <summary>
/// Matrix operations on feature maps. On a CPU maps are stored channels-last (the channels of a pixel side by side), which is faster in
/// oneDNN's convolutions and libtorch's pooling; on other devices plane by plane. Neither layout needs a copy for a matrix product.
/// </summary>
internal static class Maps
{
    /// <summary>The same values in the layout for their device.</summary>
    public static Tensor LayOut(Tensor maps)
    {
        using var scope = NewDisposeScope();
        var laidOut = ChannelsLast(maps) ? maps.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : maps.contiguous();
        return laidOut.MoveToOuterDisposeScope();
    }

    /// <summary>A view of a part of maps.</summary>
    public static Tensor Part(Tensor maps, UnitArea area)
    {
        using var rows = maps.narrow(2, area.Y, area.Height);
        return rows.narrow(3, area.X, area.Width);
    }

    /// <summary>FFᵀ, C x C.</summary>
    /// <param name="maps">1 x C x H x W.</param>
    /// <param name="mask">1 x 1 x H x W: factor of every map, or null for 1.</param>
    public static Tensor Gram(Tensor maps, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var seen = mask is null ? maps : maps.mul(mask);
        var channels = maps.shape[1];
        if (ChannelsLast(maps))
        {
            var rows = seen.permute(0, 2, 3, 1).reshape(-1, channels);
            return rows.t().mm(rows).MoveToOuterDisposeScope();
        }

        var planes = seen.reshape(channels, -1);
        return planes.mm(planes.t()).MoveToOuterDisposeScope();
    }

    /// <summary>D·F for a symmetric D, with the shape and the layout of the maps.</summary>
    /// <param name="matrix">D: C x C.</param>
    /// <param name="maps">F: 1 x C x H x W.</param>
    public static Tensor Product(Tensor matrix, Tensor maps)
    {
        using var scope = NewDisposeScope();
        var (channels, height, width) = (maps.shape[1], maps.shape[2], maps.shape[3]);
        return (ChannelsLast(maps)
            ? maps.permute(0, 2, 3, 1).reshape(-1, channels).mm(matrix).view(1, height, width, channels).permute(0, 3, 1, 2)
            : matrix.mm(maps.reshape(channels, -1)).view(1, channels, height, width)).MoveToOuterDisposeScope();
    }

    private static bool ChannelsLast(Tensor maps) => maps.device.type == DeviceType.CPU;
}
