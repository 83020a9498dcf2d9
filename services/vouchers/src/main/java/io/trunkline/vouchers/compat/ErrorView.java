package io.trunkline.vouchers.compat;

import io.trunkline.kit.problem.Refused;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;

/** What is refused, so that the Apps show its text: they need all three fields for that. */
record ErrorView(
        @Schema(description = "The status again", examples = "404")
        int code,

        @Schema(examples = "Not Found") String name,

        @Schema(description = "Shown to people, in their language", examples = "Не найдено")
        String message) {

    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;

    /** What cannot be understood or accepted has always been 422 here. 401 is never among these: it signs people out. */
    static RestResponse<ErrorView> answer(Refused refusal) {
        int status = refusal.type().status() == BAD_REQUEST
                ? UNPROCESSABLE
                : refusal.type().status();
        ErrorView view = new ErrorView(status, nameOf(status), textOf(status));
        RestResponse.ResponseBuilder<ErrorView> answer = RestResponse.ResponseBuilder.<ErrorView>create(status)
                .entity(view)
                .type("application/json");
        return refusal.retryAfter() == null
                ? answer.build()
                : answer.header("Retry-After", Math.max(1, refusal.retryAfter().toSeconds()))
                        .build();
    }

    private static String nameOf(int status) {
        return switch (status) {
            case 402 -> "Payment Required";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            case 422 -> "Unprocessable Entity";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            default -> "Error";
        };
    }

    private static String textOf(int status) {
        return switch (status) {
            case 402 -> "Оплата не прошла";
            case 403 -> "Запрещено";
            case 404 -> "Не найдено";
            case 409 -> "Сейчас это невозможно";
            case 422 -> "Неверный запрос";
            case 502, 503 -> "Сервис временно недоступен, попробуйте позже";
            default -> "Ошибка";
        };
    }
}
