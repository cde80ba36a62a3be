using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Costs;

/// <summary>
/// Feature maps as matrices. On a CPU maps lie channels last in memory (the pixel's channels side by side), which oneDNN's
/// convolutions and libtorch's pooling compute faster; elsewhere plane by plane. Either way a product finds them without a copy.
/// </summary>
internal static class Maps
{
    /// <summary>The same values, laid out for the device.</summary>
    public static Tensor LayOut(Tensor maps)
    {
        using var scope = NewDisposeScope();
        return (ChannelsLast(maps) ? maps.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : maps.contiguous()).MoveToOuterDisposeScope();
    }

    /// <summary>A part of maps; no copy.</summary>
    public static Tensor Part(Tensor maps, UnitArea area)
    {
        using var rows = maps.narrow(2, area.Y, area.Height);
        return rows.narrow(3, area.X, area.Width);
    }

    /// <summary>FFᵀ, C x C.</summary>
    /// <param name="maps">1 x C x H x W.</param>
    /// <param name="mask">1 x 1 x H x W: what every map is multiplied by, or null.</param>
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

    /// <summary>D·F for a symmetric D, shaped and laid out as the maps.</summary>
    /// <param name="matrix">C x C.</param>
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
